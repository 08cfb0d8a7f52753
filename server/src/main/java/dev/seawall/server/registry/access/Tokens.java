package dev.seawall.server.registry.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.seawall.server.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes and reads the tokens of the registry: JSON Web Tokens signed ES256 with one key of our own. Nothing in a token
 * chooses how it is verified: key and algorithm are ours, whatever its header says.
 */
public final class Tokens {
    /** How long an access token holds. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final Duration REFRESH_LIFE = Duration.ofDays(30);
    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int LONGEST = 32 << 10;
    private static final String ISSUER = "seawall-registry";
    private static final String REFRESH = "seawall-registry-refresh";

    private final TokenKey key;
    private final String service;
    private final Clock clock;
    private final JWSVerifier verifier;

    private Tokens(TokenKey key, String service, Clock clock) throws JOSEException {
        this.key = key;
        this.service = service;
        this.clock = clock;
        this.verifier = new ECDSAVerifier(key.publicKey());
    }

    /**
     * Opens the token key of a folder.
     *
     * @param service the audience of access tokens
     */
    public static Tokens open(Path folder, CertificateAuthority authority, String service, Clock clock)
            throws IOException {
        try {
            return new Tokens(TokenKey.open(folder, authority, clock), service, clock);
        } catch (JOSEException e) {
            throw new IOException("the key of the token service cannot be used: " + e.getMessage(), e);
        }
    }

    /** The audience of access tokens. */
    public String service() {
        return service;
    }

    /**
     * What a token said.
     *
     * @param stamp of the account when the token was made
     */
    public record Presented(String name, String stamp, List<Scope> access) {
        /** Whether the token gives this right. */
        public boolean gives(Action action, String type, String resource) {
            return access.stream()
                    .filter(scope -> scope.type().equals(type) && scope.name().equals(resource))
                    .anyMatch(scope -> scope.actions().contains(action.word())
                            || scope.actions().contains("*"));
        }
    }

    /** A token for what was granted. */
    public String access(Caller caller, List<Scope> granted) {
        List<Map<String, Object>> access = new ArrayList<>();
        granted.forEach(
                scope -> access.add(Map.of("type", scope.type(), "name", scope.name(), "actions", scope.actions())));
        return signed(claims(caller, service, LIFE).claim("access", access).build());
    }

    /** A token that is exchanged for access tokens. */
    public String refresh(Caller caller) {
        return signed(claims(caller, REFRESH, REFRESH_LIFE).build());
    }

    private JWTClaimsSet.Builder claims(Caller caller, String audience, Duration life) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(caller.name())
                .audience(audience)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString())
                .claim("stamp", caller.stamp());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(JOSEObjectType.JWT)
                    .x509CertChain(List.of(Base64.encode(key.certificate().getEncoded())))
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key.key(), Curve.P_256));
            return jwt.serialize();
        } catch (JOSEException | CertificateEncodingException e) {
            throw new IllegalStateException("the key of the token service does not sign", e);
        }
    }

    /**
     * Reads an access token.
     *
     * @throws RefusedException saying which check failed
     */
    public Presented read(String text) throws RefusedException {
        JWTClaimsSet claims = claims(text, service);
        return new Presented(subject(claims), stamp(claims), access(claims));
    }

    /**
     * Reads a refresh token.
     *
     * @throws RefusedException saying which check failed
     */
    public Presented readRefresh(String text) throws RefusedException {
        JWTClaimsSet claims = claims(text, REFRESH);
        return new Presented(subject(claims), stamp(claims), List.of());
    }

    private JWTClaimsSet claims(String text, String audience) throws RefusedException {
        require(text.length() <= LONGEST, "the token is too long");
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWSHeader header = jwt.getHeader();
            require(JWSAlgorithm.ES256.equals(header.getAlgorithm()), "the token's algorithm is not ES256");
            require(
                    header.getCriticalParams() == null
                            || header.getCriticalParams().isEmpty(),
                    "the token has a critical header that is not understood");
            require(jwt.verify(verifier), "the token's signature is not this registry's");
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            require(ISSUER.equals(claims.getIssuer()), "the token was made by somebody else");
            require(claims.getAudience().equals(List.of(audience)), "the token is meant for something else");
            within(claims);
            return claims;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new RefusedException(RefusedException.Kind.WHO, "the token is malformed");
        }
    }

    private void within(JWTClaimsSet claims) throws RefusedException {
        Instant now = clock.instant();
        Date from = claims.getNotBeforeTime();
        Date until = claims.getExpirationTime();
        require(from != null && until != null, "the token says not how long it holds");
        require(from == null || !now.plus(LEEWAY).isBefore(from.toInstant()), "the token does not hold yet");
        require(until == null || now.isBefore(until.toInstant()), "the token has expired");
    }

    private static String subject(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        return subject == null ? "" : subject;
    }

    private static String stamp(JWTClaimsSet claims) {
        return String.valueOf(claims.getClaim("stamp"));
    }

    private static List<Scope> access(JWTClaimsSet claims) {
        List<Scope> out = new ArrayList<>();
        if (claims.getClaim("access") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map && map.get("actions") instanceof List<?> actions) {
                    List<String> words = actions.stream().map(String::valueOf).toList();
                    out.add(new Scope(String.valueOf(map.get("type")), String.valueOf(map.get("name")), words));
                }
            }
        }
        return List.copyOf(out);
    }

    private static void require(boolean holds, String because) throws RefusedException {
        if (!holds) {
            throw new RefusedException(RefusedException.Kind.WHO, because);
        }
    }
}
