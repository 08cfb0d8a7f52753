package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Authorizer.Purpose;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes requests to registries and turns their error answers into exceptions. */
final class RegistryCalls {
    private static final int MAX_ERROR_BYTES = 64 << 10;

    private final RegistryHosts hosts;
    private final Authorizer authorizer;

    RegistryCalls(HttpTransport transport, Authorizer authorizer) {
        this.hosts = new RegistryHosts(transport);
        this.authorizer = authorizer;
    }

    /** The registry's root, {@code …/v2/}. */
    URI root(String registry) throws IOException {
        return hosts.base(registry).resolve("/v2/");
    }

    HttpCall get(ImageRef ref, String path) throws IOException {
        return call("GET", ref, path);
    }

    /** @param path below the repository, with leading slash */
    HttpCall call(String method, ImageRef ref, String path) throws IOException {
        URI uri = root(ref.registry()).resolve(ref.repository() + path);
        return new HttpCall(method, uri, RegistryHosts.apiHost(ref.registry()), Map.of(), null);
    }

    /** The answer, whatever its status. */
    HttpAnswer send(HttpCall call, Purpose purpose) throws IOException {
        return authorizer.send(call, purpose);
    }

    /** The answer where its status is 2xx. */
    HttpAnswer successful(HttpCall call, Purpose purpose) throws IOException {
        HttpAnswer answer = send(call, purpose);
        if (answer.status() / 100 == 2) {
            return answer;
        }
        try (answer) {
            throw refused(answer, purpose);
        }
    }

    RegistryException refused(HttpAnswer answer, Purpose purpose) throws IOException {
        JsonNode error = error(answer).path("errors").path(0);
        String code = PrintableText.of(error.path("code").asString(""));
        String said = PrintableText.of(error.path("message").asString(""));
        String host = answer.uri().getAuthority();
        String text =
                switch (answer.status()) {
                    case 401 -> host + " wants a login or refuses the one given" + trouble(purpose);
                    case 403 -> host + " denies access" + (said.isEmpty() ? "" : ": " + said);
                    case 404 -> host + " does not have it" + (said.isEmpty() ? "" : " (" + said + ")");
                    case 429 -> host + " has had too many requests from here";
                    default -> host + " answered " + answer.status() + " " + code + (said.isEmpty() ? "" : ": " + said);
                };
        return new RegistryException(answer.status(), code, text);
    }

    private String trouble(Purpose purpose) {
        String trouble = authorizer.trouble(purpose.registry());
        return trouble.isEmpty() ? "" : " (" + trouble + ")";
    }

    private static JsonNode error(HttpAnswer answer) {
        try {
            return Json.parse(answer.body().readNBytes(MAX_ERROR_BYTES));
        } catch (IOException e) {
            return Json.mapper().createObjectNode();
        }
    }
}
