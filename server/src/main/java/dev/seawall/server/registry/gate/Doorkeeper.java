package dev.seawall.server.registry.gate;

import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Caller;
import dev.seawall.server.registry.access.Callers;
import dev.seawall.server.registry.access.RefusedException;
import dev.seawall.server.registry.access.Rights;
import dev.seawall.server.registry.access.Tokens;
import dev.seawall.server.tls.CertificateAuthority;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Finds out who asks, and stops who may not. */
final class Doorkeeper {
    private final Callers callers;
    private final Tokens tokens;
    private final Rights rights;
    private final CertificateAuthority authority;
    private final boolean certificateNeeded;

    Doorkeeper(
            Callers callers, Tokens tokens, Rights rights, CertificateAuthority authority, boolean certificateNeeded) {
        this.callers = callers;
        this.tokens = tokens;
        this.rights = rights;
        this.authority = authority;
        this.certificateNeeded = certificateNeeded;
    }

    Rights rights() {
        return rights;
    }

    /** Who asks, by header or certificate; anybody where they show nothing. */
    Asker asker(ServerRequest request) throws OciProblem {
        String address = request.remotePeer().host();
        Optional<Caller> shown = byCertificate(request);
        Optional<String> header = request.headers().first(HeaderNames.AUTHORIZATION);
        try {
            if (header.isEmpty()) {
                return new Asker(shown.orElse(Caller.ANYBODY), null, address);
            }
            String text = header.get();
            int space = text.indexOf(' ');
            String scheme = space < 0 ? "" : text.substring(0, space).toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "basic" -> new Asker(byPassword(text.substring(space + 1).strip(), address), null, address);
                case "bearer" -> byToken(text.substring(space + 1).strip(), address);
                default ->
                    throw new RefusedException(RefusedException.Kind.WHO, "the way of authentication is not known");
            };
        } catch (RefusedException e) {
            throw challenged(refused(e), request, "", "invalid_token");
        }
    }

    static OciProblem refused(RefusedException e) {
        String message =
                Character.toUpperCase(e.because().charAt(0)) + e.because().substring(1) + ".";
        return switch (e.kind()) {
            case WHO, SCOPE -> new OciProblem(401, "UNAUTHORIZED", message + " Log in again.");
            case RIGHT -> OciProblem.denied(message);
            case PACE -> new OciProblem(429, "TOOMANYREQUESTS", message).with("Retry-After", "60");
            case FORM -> new OciProblem(400, "DENIED", message);
        };
    }

    private Optional<Caller> byCertificate(ServerRequest request) throws OciProblem {
        Optional<X509Certificate> leaf = request.remotePeer()
                .tlsCertificates()
                .filter(chain -> chain.length > 0)
                .map(chain -> chain[0])
                .map(X509Certificate.class::cast);
        boolean own = leaf.isPresent() && authority.knowsClient(leaf.get());
        if (certificateNeeded && !own) {
            throw OciProblem.denied("This registry asks its clients for a certificate of its own authority."
                    + " Put one beside the authority's in the certs.d folder of your client.");
        }
        return own ? commonName(leaf.get()).flatMap(callers::named) : Optional.empty();
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    Caller byPassword(String encoded, String address) throws RefusedException {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(RefusedException.Kind.WHO, "the login is malformed");
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw new RefusedException(RefusedException.Kind.WHO, "the login is malformed");
        }
        return callers.login(pair.substring(0, colon), pair.substring(colon + 1), address);
    }

    private Asker byToken(String text, String address) throws RefusedException {
        Tokens.Presented token = tokens.read(text);
        if (token.name().isEmpty()) {
            return new Asker(Caller.ANYBODY, token, address);
        }
        Caller caller = callers.named(token.name())
                .filter(now -> now.stamp().equals(token.stamp()))
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Kind.WHO, "the account of this token is gone or has changed"));
        return new Asker(caller, token, address);
    }

    /** Lets through who may do this here, and stops everybody else with a reason. */
    void require(Action action, String repository, Exchange exchange, ServerRequest request) throws OciProblem {
        Asker asker = exchange.asker();
        boolean may = rights.may(asker.caller(), action, repository);
        if (may && asker.shows(action, repository)) {
            return;
        }
        String scope = "repository:" + repository + ":" + (action == Action.PUSH ? "pull,push" : action.word());
        if (may) {
            String message = "The token does not hold for " + action.word() + " in " + repository + ". Log in again.";
            throw challenged(new OciProblem(401, "UNAUTHORIZED", message), request, scope, "insufficient_scope");
        }
        if (asker.caller().isAnybody()) {
            String message = "Only certain accounts may " + action.word() + " in " + repository + ". Log in as one.";
            throw challenged(new OciProblem(401, "UNAUTHORIZED", message), request, scope, "");
        }
        throw OciProblem.denied(asker.caller().name() + " may not " + action.word() + " in " + repository
                + ". Ask whoever keeps the registry for that right.");
    }

    /** As {@link #require}, where seeing whether something is there is enough: whoever may push it may see that. */
    void requireLook(String repository, Exchange exchange, ServerRequest request) throws OciProblem {
        Asker asker = exchange.asker();
        boolean pushes = exchange.isHead()
                && rights.may(asker.caller(), Action.PUSH, repository)
                && asker.shows(Action.PUSH, repository);
        if (!pushes) {
            require(Action.PULL, repository, exchange, request);
        }
    }

    OciProblem challenged(OciProblem problem, ServerRequest request, String scope, String error) {
        if (problem.status() != 401) {
            return problem;
        }
        String challenge = "Bearer realm=\"" + Exchange.base(request) + "/token\",service=\"" + tokens.service() + "\""
                + (scope.isEmpty() ? "" : ",scope=\"" + scope + "\"")
                + (error.isEmpty() ? "" : ",error=\"" + error + "\"");
        return problem.with("WWW-Authenticate", challenge);
    }
}
