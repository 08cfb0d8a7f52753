package dev.seawall.engine.net;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one registry with whatever proof it demands: learns from the first 401 whether it wants Basic or a
 * Bearer token, and keeps the answer per scope until the registry refuses it.
 */
final class Authorizer {
    private final HttpTransport transport;
    private final TokenExchange tokens;
    private final CredentialStore credentials;
    private final Map<String, String> proofs = new ConcurrentHashMap<>();
    private final Map<String, String> trouble = new ConcurrentHashMap<>();

    Authorizer(HttpTransport transport, RegistryOptions options) {
        this.transport = transport;
        this.tokens = new TokenExchange(transport);
        this.credentials = new CredentialStore(options);
    }

    /**
     * What a request is about.
     *
     * @param registry as in the reference
     * @param repository empty for the whole registry
     * @param scope in the token protocol's grammar, empty for none
     */
    record Purpose(String registry, String repository, String scope) {
        static Purpose pull(String registry, String repository) {
            return new Purpose(registry, repository, "repository:" + repository + ":pull");
        }

        static Purpose push(String registry, String repository) {
            return new Purpose(registry, repository, "repository:" + repository + ":pull,push");
        }

        static Purpose delete(String registry, String repository) {
            return new Purpose(registry, repository, "repository:" + repository + ":delete");
        }

        static Purpose catalog(String registry) {
            return new Purpose(registry, "", "registry:catalog:*");
        }

        String key() {
            return registry + " " + repository + " " + scope;
        }
    }

    /** Sends the call; a second 401 is given back as it is. */
    HttpAnswer send(HttpCall call, Purpose purpose) throws IOException {
        String known = proofs.get(purpose.key());
        HttpAnswer answer = transport.send(known == null ? call : call.with("Authorization", known));
        boolean ours = answer.uri().getAuthority().equals(call.uri().getAuthority());
        if (answer.status() != 401 || !ours) {
            return answer;
        }
        String proof = proof(answer, purpose);
        if (proof == null) {
            return answer;
        }
        answer.close();
        HttpAnswer second = transport.send(call.with("Authorization", proof));
        if (second.status() != 401) {
            proofs.put(purpose.key(), proof);
        }
        return second;
    }

    /** The Authorization header that answers the challenge, or null where nothing does. */
    private @Nullable String proof(HttpAnswer refused, Purpose purpose) throws IOException {
        List<Challenge> challenges = Challenge.parse(refused.headers().allValues("WWW-Authenticate"));
        Credential credential = credential(purpose);
        if (credential instanceof Credential.RegistryToken token) {
            return "Bearer " + token.token();
        }
        for (Challenge challenge : challenges) {
            if (challenge.scheme().equals("bearer")) {
                return "Bearer " + tokens.token(refused.uri(), challenge, purpose, credential);
            } else if (challenge.scheme().equals("basic") && credential instanceof Credential.Login login) {
                return login.basic();
            }
        }
        return null;
    }

    /** A broken helper must not stand between the user and a public image: without it we are nobody. */
    private Credential credential(Purpose purpose) {
        try {
            return credentials.find(purpose.registry(), purpose.repository());
        } catch (IOException e) {
            trouble.put(purpose.registry(), String.valueOf(e.getMessage()));
            return new Credential.Anonymous();
        }
    }

    /** Why no login was found for this registry, empty where nothing went wrong. */
    String trouble(String registry) {
        return trouble.getOrDefault(registry, "");
    }
}
