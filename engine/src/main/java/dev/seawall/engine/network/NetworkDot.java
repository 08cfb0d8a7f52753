package dev.seawall.engine.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes an analysis as a Graphviz graph; workloads stand in a frame per namespace. */
final class NetworkDot {
    private NetworkDot() {}

    static void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder("digraph network {\n  rankdir=LR;\n  node [shape=box];\n");
        frames(analysis).forEach((namespace, names) -> addFrame(text, namespace, names));
        for (Connection connection : analysis.connections()) {
            text.append("  ").append(quoted(connection.from())).append(" -> ").append(quoted(connection.to()));
            text.append(" [label=")
                    .append(quoted(String.join(", ", connection.ports())))
                    .append("];\n");
            if (text.length() > 1 << 16) {
                flush(text, out);
            }
        }
        text.append("}\n");
        flush(text, out);
    }

    /** The names of all ends by namespace; what has none stands under the empty name. */
    static Map<String, Set<String>> frames(NetworkAnalysis analysis) {
        Map<String, Set<String>> out = new TreeMap<>();
        analysis.peers().forEach(name -> put(out, name));
        for (Connection connection : analysis.connections()) {
            put(out, connection.from());
            put(out, connection.to());
        }
        return out;
    }

    private static void put(Map<String, Set<String>> frames, String name) {
        frames.computeIfAbsent(frame(name), key -> new TreeSet<>()).add(name);
    }

    /** The namespace a name stands in; empty for addresses and entrances. */
    static String frame(String name) {
        int slash = name.indexOf('/');
        return slash < 0 || name.startsWith("{") || name.endsWith("[External]") ? "" : name.substring(0, slash);
    }

    private static void addFrame(StringBuilder text, String namespace, Set<String> names) {
        boolean framed = !namespace.isEmpty();
        if (framed) {
            text.append("  subgraph ").append(quoted("cluster_" + namespace)).append(" {\n");
            text.append("    label=").append(quoted(namespace)).append(";\n");
        }
        for (String name : names) {
            String label = framed ? name.substring(namespace.length() + 1) : name;
            text.append("    ")
                    .append(quoted(name))
                    .append(" [label=")
                    .append(quoted(label))
                    .append("];\n");
        }
        text.append(framed ? "  }\n" : "");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?") + '"';
    }

    private static void flush(StringBuilder text, OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
