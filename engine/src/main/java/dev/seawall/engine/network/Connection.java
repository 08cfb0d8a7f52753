package dev.seawall.engine.network;

import java.util.List;

/**
 * What one peer may open towards another.
 *
 * @param from a workload ({@code namespace/name[Kind]}), addresses ({@code 0.0.0.0-9.255.255.255[External]}) or an
 *     entrance ({@code {ingress-controller}})
 * @param to as {@code from}
 * @param ports {@code All Connections}, or one text per protocol such as {@code TCP 80,8000-8010}
 * @param network where it runs; empty for the pod network
 * @param rules what allows it, in words with file and line; empty unless asked for
 */
public record Connection(String from, String to, List<String> ports, String network, List<String> rules) {
    public Connection {
        ports = List.copyOf(ports);
        rules = List.copyOf(rules);
    }
}
