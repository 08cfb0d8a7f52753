package dev.seawall.engine.net;

import dev.seawall.engine.model.ImageRef;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API address of a registry: https, except that a loopback or insecure one is first asked, without credentials,
 * whether it speaks plain HTTP.
 */
final class RegistryHosts {
    private static final String HUB_API = "registry-1.docker.io";

    private final HttpTransport transport;
    private final Map<String, URI> known = new ConcurrentHashMap<>();

    RegistryHosts(HttpTransport transport) {
        this.transport = transport;
    }

    /** The host that serves the API: Docker Hub's differs from its name. */
    static String apiHost(String registry) {
        return registry.equals(ImageRef.DOCKER_HUB) ? HUB_API : registry;
    }

    /** {@code https://host[:port]} or, where allowed and spoken there, {@code http://…}. */
    URI base(String registry) throws IOException {
        URI found = known.get(registry);
        if (found == null) {
            String host = apiHost(registry);
            boolean plain = transport.mayBePlain(host) && speaksPlain(host);
            found = uri((plain ? "http://" : "https://") + host);
            known.put(registry, found);
        }
        return found;
    }

    private boolean speaksPlain(String host) throws IOException {
        try (HttpAnswer answer = transport.probe(HttpCall.get(uri("http://" + host + "/v2/"), host))) {
            return answer.status() != 400;
        } catch (ConnectException e) {
            if (Hosts.withoutPort(host).equals(host)) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the registry name makes no address: " + text, e);
        }
    }
}
