package dev.seawall.server.vault.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.seawall.server.vault.auth.TokenSigners.ForgedException;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.wire.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a Kubernetes token speaks for. */
record ServiceAccount(String namespace, String name, String uid, String secret) {
    /** By the claims of a token whose signature was checked. */
    static ServiceAccount of(JWTClaimsSet claims, String audience) throws ForgedException {
        Date expiry = claims.getExpirationTime();
        if (expiry != null && expiry.toInstant().isBefore(java.time.Instant.now())) {
            throw new ForgedException("expired");
        }
        if (!audience.isEmpty() && !claims.getAudience().contains(audience)) {
            throw new ForgedException("invalid audience");
        }
        String[] subject = String.valueOf(claims.getSubject()).split(":", -1);
        if (subject.length != 4 || !subject[1].equals("serviceaccount")) {
            throw new ForgedException("not a service account");
        }
        Object old = claims.getClaim("kubernetes.io/serviceaccount/service-account.uid");
        String uid = old != null ? old.toString() : text(claims.getClaim("kubernetes.io"), "serviceaccount", "uid");
        Object secret = claims.getClaim("kubernetes.io/serviceaccount/secret.name");
        return new ServiceAccount(subject[2], subject[3], uid, secret == null ? "" : secret.toString());
    }

    private static String text(@Nullable Object at, String... path) {
        Object found = at;
        for (String part : path) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return found == null ? "" : found.toString();
    }

    /** By asking the cluster with the token of a reviewer. */
    static ServiceAccount reviewed(String host, String ca, String reviewer, String jwt) {
        String body = JsonValues.text(
                Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenReview", "spec", Map.of("token", jwt)));
        Fetch.Answer answer = Fetch.post(
                host.replaceAll("/$", "") + "/apis/authentication.k8s.io/v1/tokenreviews",
                ca,
                body,
                Map.of("Authorization", "Bearer " + reviewer));
        try {
            Map<String, @Nullable Object> review =
                    JsonValues.readObject(answer.body().getBytes(StandardCharsets.UTF_8));
            Object status = review.get("status");
            if (!text(status, "authenticated").equals("true")) {
                throw VaultException.denied();
            }
            List<String> user = List.of(text(status, "user", "username").split(":", -1));
            if (user.size() != 4 || !user.get(1).equals("serviceaccount")) {
                throw VaultException.denied();
            }
            return new ServiceAccount(user.get(2), user.get(3), text(status, "user", "uid"), "");
        } catch (IOException malformed) {
            throw VaultException.denied();
        }
    }
}
