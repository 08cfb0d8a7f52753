package dev.seawall.server.registry.gate;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gate stands in front of, and how.
 *
 * @param backend such as {@code http://127.0.0.1:5000}
 * @param backendCa PEM file of authorities that its certificate may rest on beside the JDK's, or null
 * @param authorization header value with which the gate itself logs in there, or null
 * @param redirects hosts that it may have blobs fetched from
 * @param name host and port by which the policy and users know this registry
 * @param perSecond requests of one account, 0 for any number
 * @param burst requests at once within that
 * @param certificateNeeded whether clients must show a certificate of the server's authority
 */
public record GateSettings(
        URI backend,
        @Nullable Path backendCa,
        @Nullable String authorization,
        Set<String> redirects,
        String name,
        double perSecond,
        double burst,
        boolean certificateNeeded) {
    /** Copies the set. */
    public GateSettings {
        redirects = Set.copyOf(redirects);
    }

    /** Host and port of the backend. */
    public String backendHost() {
        return backend.getAuthority();
    }
}
