package dev.seawall.engine.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token server for tests: user alice with password secret (or the refresh token "identity") may pull and push,
 * anybody may pull from public/. Signs ES256 with x5c, which Distribution 2.8 accepts.
 */
final class TokenIssuer implements Closeable {
    private final HttpServer server;
    private final TinyCertificate certificate;
    final List<String> requests = new CopyOnWriteArrayList<>();

    TokenIssuer(TinyCertificate certificate) throws IOException {
        this.certificate = certificate;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestMethod().equals("POST")
                ? form
                : exchange.getRequestURI().getRawQuery();
        requests.add(exchange.getRequestMethod() + " " + query);
        String login = "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = login.equals(sent) || query.contains("refresh_token=identity");
        byte[] body = sent != null && !known
                ? "{\"details\":\"incorrect username or password\"}".getBytes(StandardCharsets.UTF_8)
                : ("{\"access_token\":\"" + token(query, known) + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(sent != null && !known ? 401 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token(String query, boolean known) throws IOException {
        List<String> access = new ArrayList<>();
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("scope=")) {
                String[] scope = java.net.URLDecoder.decode(parameter.substring(6), StandardCharsets.UTF_8)
                        .split(":");
                boolean open = scope[1].startsWith("public/");
                String actions = known ? scope[2].replace(",", "\",\"") : open ? "pull" : "";
                access.add("{\"type\":\"" + scope[0] + "\",\"name\":\"" + scope[1] + "\",\"actions\":[\"" + actions
                        + "\"]}");
            }
        }
        long now = Instant.now().getEpochSecond();
        try {
            String chain =
                    Base64.getEncoder().encodeToString(certificate.certificate().getEncoded());
            String head = url("{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"" + chain + "\"]}");
            String claims = url("{\"iss\":\"issuer\",\"sub\":\"\",\"aud\":\"tests\",\"exp\":" + (now + 300)
                    + ",\"nbf\":" + (now - 10) + ",\"iat\":" + now + ",\"jti\":\"1\",\"access\":["
                    + String.join(",", access) + "]}");
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(certificate.keys().getPrivate());
            signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return head + "." + claims + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String url(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, String> registrySettings(java.nio.file.Path folder) throws IOException {
        return Map.of(
                "REGISTRY_AUTH_TOKEN_REALM",
                realm(),
                "REGISTRY_AUTH_TOKEN_SERVICE",
                "tests",
                "REGISTRY_AUTH_TOKEN_ISSUER",
                "issuer",
                "REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE",
                certificate.writeCertificate(folder.resolve("token.crt")).toString());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
