package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gets access tokens from the token server a registry names in its Bearer challenge. */
final class TokenExchange {
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final String CLIENT = "seawall";

    private final HttpTransport transport;

    TokenExchange(HttpTransport transport) {
        this.transport = transport;
    }

    /**
     * A token for the purpose.
     *
     * @param registry address of the registry that sent the challenge
     */
    String token(URI registry, Challenge challenge, Authorizer.Purpose purpose, Credential credential)
            throws IOException {
        URI realm = realm(registry, challenge.parameter("realm"));
        List<String> scopes = scopes(challenge.parameter("scope"), purpose.scope());
        HttpCall call = credential instanceof Credential.IdentityToken identity
                ? refresh(realm, challenge.parameter("service"), scopes, identity.token())
                : ask(realm, challenge.parameter("service"), scopes, credential);
        try (HttpAnswer answer = transport.send(call)) {
            if (answer.status() / 100 != 2) {
                throw refused(answer);
            }
            return token(answer);
        }
    }

    /** Credentials may go to another host, as the protocol wants, but not in the clear. */
    private URI realm(URI registry, String text) throws IOException {
        URI realm = HttpTransport.resolve(registry, text);
        boolean plain = realm.getScheme().equals("http");
        if (plain && registry.getScheme().equals("https") && !transport.mayBePlain(realm.getAuthority())) {
            throw new RefusedException(registry.getAuthority() + " wants the password sent to " + realm.getAuthority()
                    + " over plain http");
        }
        return realm;
    }

    private static List<String> scopes(String asked, String own) {
        List<String> scopes = new ArrayList<>();
        if (!own.isEmpty()) {
            scopes.add(own);
        }
        for (String scope : asked.split(" ")) {
            boolean covered = scope.isEmpty() || (!own.isEmpty() && own.startsWith(resource(scope) + ":"));
            if (!covered) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private static String resource(String scope) {
        int colon = scope.lastIndexOf(':');
        return colon < 0 ? scope : scope.substring(0, colon);
    }

    private static HttpCall ask(URI realm, String service, List<String> scopes, Credential credential)
            throws IOException {
        StringBuilder query = new StringBuilder(realm.getRawQuery() == null ? "" : realm.getRawQuery());
        add(query, "service", service);
        scopes.forEach(scope -> add(query, "scope", scope));
        if (credential instanceof Credential.Login login) {
            add(query, "account", login.user());
        }
        String base = realm.toString().replaceFirst("[?#].*", "");
        HttpCall call = HttpCall.get(HttpTransport.resolve(realm, base + "?" + query), realm.getAuthority());
        return credential instanceof Credential.Login login ? call.with("Authorization", login.basic()) : call;
    }

    private static HttpCall refresh(URI realm, String service, List<String> scopes, String token) {
        StringBuilder form = new StringBuilder("grant_type=refresh_token&client_id=" + CLIENT);
        add(form, "service", service);
        add(form, "scope", String.join(" ", scopes));
        add(form, "refresh_token", token);
        Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return new HttpCall("POST", realm, realm.getAuthority(), type, () -> BodyPublishers.ofString(form.toString()));
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? "" : "&").append(name).append('=');
            query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String token(HttpAnswer answer) throws IOException {
        JsonNode json = Json.parse(answer.bytes(MAX_ANSWER_BYTES));
        String token = json.path("token").asString("");
        String access = token.isEmpty() ? json.path("access_token").asString("") : token;
        if (access.isEmpty() || !access.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IOException("the token server " + answer.uri().getAuthority() + " sent no token");
        }
        return access;
    }

    private static IOException refused(HttpAnswer answer) {
        String host = answer.uri().getAuthority();
        boolean login = answer.status() == 401 || answer.status() == 403;
        return new RegistryException(
                answer.status(),
                login ? "UNAUTHORIZED" : "",
                "the token server " + host + (login ? " refuses the login" : " answered " + answer.status()));
    }
}
