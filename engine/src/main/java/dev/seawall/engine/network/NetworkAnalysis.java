package dev.seawall.engine.network;

import java.util.List;

/**
 * Who can reach whom. A pair that is not listed has no connection.
 *
 * @param connections sorted by their ends
 * @param peers the names of everything that was analysed, connected or not, sorted
 * @param warnings what could not be analysed, with file and line
 * @param unreadable the files that were left out
 */
public record NetworkAnalysis(
        List<Connection> connections, List<String> peers, List<String> warnings, List<Unreadable> unreadable) {

    /** A file that is no YAML or JSON. */
    public record Unreadable(String path, String reason) {}

    public NetworkAnalysis {
        connections = List.copyOf(connections);
        peers = List.copyOf(peers);
        warnings = List.copyOf(warnings);
        unreadable = List.copyOf(unreadable);
    }
}
