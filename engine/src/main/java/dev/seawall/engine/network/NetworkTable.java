package dev.seawall.engine.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes an analysis as text: one block per source, one line per destination. */
final class NetworkTable {
    private static final int WIDEST = 70;

    private NetworkTable() {}

    static void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
        int width = analysis.connections().stream()
                .mapToInt(connection -> connection.to().length())
                .max()
                .orElse(0);
        String from = "";
        for (Connection connection : analysis.connections()) {
            if (!connection.from().equals(from)) {
                from = connection.from();
                line(out, printable(from));
            }
            line(out, row(connection, Math.min(width, WIDEST)));
            for (String rule : connection.rules()) {
                line(out, "         by " + printable(rule));
            }
        }
        line(out, summary(analysis));
    }

    private static String row(Connection connection, int width) {
        String network = connection.network().isEmpty() ? "" : "  (" + connection.network() + ")";
        String to = printable(connection.to());
        return "    -> " + to + " ".repeat(Math.max(0, width - to.length())) + "  "
                + String.join(", ", connection.ports()) + printable(network);
    }

    private static String summary(NetworkAnalysis analysis) {
        List<Connection> connections = analysis.connections();
        return (connections.isEmpty() ? "" : "\n") + analysis.peers().size() + " workloads, " + connections.size()
                + " connections; pairs that are not listed have none";
    }

    /** Control characters of hostile names shown as question marks. */
    private static String printable(String text) {
        return text.chars().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}", "?") : text;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
