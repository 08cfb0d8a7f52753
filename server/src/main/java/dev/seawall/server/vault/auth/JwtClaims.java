package dev.seawall.server.vault.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.seawall.server.vault.auth.TokenSigners.ForgedException;
import dev.seawall.server.vault.policy.Stars;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a signed token says, held against what a role demands. */
final class JwtClaims {
    private static final long USUAL_LEEWAY = 150;
    private static final long USUAL_SKEW = 60;

    private final JWTClaimsSet claims;
    private final Clock clock;

    JwtClaims(JWTClaimsSet claims, Clock clock) {
        this.claims = claims;
        this.clock = clock;
    }

    JwtClaims check(JwtRole role, String issuer) throws ForgedException {
        checkTime(role);
        if (!issuer.isEmpty() && !issuer.equals(claims.getIssuer())) {
            throw new ForgedException("invalid issuer (iss) claim");
        }
        if (!role.subject().isEmpty() && !role.subject().equals(claims.getSubject())) {
            throw new ForgedException("invalid subject (sub) claim");
        }
        List<String> audience = claims.getAudience();
        if (role.audiences().isEmpty() && !audience.isEmpty()) {
            throw new ForgedException("audience claim found in JWT but no audiences bound to the role");
        }
        if (!role.audiences().isEmpty() && role.audiences().stream().noneMatch(audience::contains)) {
            throw new ForgedException("invalid audience (aud) claim: audience claim does not match any bound audience");
        }
        for (Map.Entry<String, Object> bound : role.boundClaims().entrySet()) {
            checkClaim(bound.getKey(), bound.getValue(), role.claimsType().equals("glob"));
        }
        return this;
    }

    private static long leeway(long asked, long usual) {
        return asked == 0 ? usual : Math.max(asked, 0);
    }

    private void checkTime(JwtRole role) throws ForgedException {
        Instant now = clock.instant();
        long skew = leeway(role.clockLeeway(), USUAL_SKEW);
        Date expiry = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        Date issued = claims.getIssueTime();
        if (expiry == null && notBefore == null && issued == null) {
            throw new ForgedException("no issued at (iat), not before (nbf), or expiration time (exp) claims in token");
        }
        Instant latest = expiry != null
                ? expiry.toInstant()
                : (notBefore != null ? notBefore : issued)
                        .toInstant()
                        .plusSeconds(leeway(role.expiryLeeway(), USUAL_LEEWAY));
        if (now.isAfter(latest.plusSeconds(skew))) {
            throw new ForgedException("invalid expiration time (exp) claim: token is expired");
        }
        if (notBefore != null && now.isBefore(notBefore.toInstant().minusSeconds(skew))) {
            throw new ForgedException("invalid not before (nbf) claim: token not yet valid");
        }
        if (issued != null && now.isBefore(issued.toInstant().minusSeconds(skew))) {
            throw new ForgedException("invalid issued at (iat) claim: token issued at time is in the future");
        }
    }

    private void checkClaim(String name, Object expected, boolean globs) throws ForgedException {
        Object actual = find(name);
        if (actual == null) {
            throw new ForgedException("claim \"" + name + "\" is missing");
        }
        List<?> wanted = expected instanceof List<?> list ? list : List.of(expected);
        List<?> given = actual instanceof List<?> list ? list : List.of(actual);
        boolean matches = given.stream().anyMatch(value -> wanted.stream()
                .anyMatch(want -> globs
                        ? Stars.match(String.valueOf(want), String.valueOf(value))
                        : String.valueOf(want).equals(String.valueOf(value))));
        if (!matches) {
            throw new ForgedException("claim \"" + name + "\" does not match any associated bound claim values");
        }
    }

    private @Nullable Object find(String name) {
        if (!name.startsWith("/")) {
            return claims.getClaim(name);
        }
        Object at = claims.getClaims();
        for (String part : name.substring(1).split("/", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return at;
    }

    Optional<String> text(String name) {
        Object value = find(name);
        return value == null || value instanceof Map || value instanceof List
                ? Optional.empty()
                : Optional.of(String.valueOf(value));
    }
}
