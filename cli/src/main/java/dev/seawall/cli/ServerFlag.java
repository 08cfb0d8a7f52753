package dev.seawall.cli;

import dev.seawall.engine.net.ServerClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --server URL}: work against a server that {@code seawall login} knows. */
final class ServerFlag {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Work against this server; see `seawall login`. A report is stored there as well")
    @Nullable
    String url;

    boolean isSet() {
        return url != null;
    }

    ServerClient client() {
        return KnownServers.ofUser().client(url == null ? "" : url);
    }

    /** Stores a report of version 1. */
    void store(byte[] report) {
        try (ServerClient client = client()) {
            String id = client.ask("POST", "/api/v1/scans", report).path("id").asString("");
            System.err.println("stored at " + url + " as scan " + id);
        }
    }
}
