package dev.seawall.server.logs;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.detect.secret.SecretScan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cuts secrets out of messages; a whole batch is looked at in one pass, and only lines with a hit are cut. */
final class SecretMask {
    private static final String NAME = "log";
    private final SecretScan scan = SecretScan.builtin();

    /** The messages in their order, each secret in them cut to its first characters. */
    List<String> masked(List<String> messages) {
        StringBuilder all = new StringBuilder();
        TreeMap<Integer, Integer> firstLines = new TreeMap<>();
        int line = 1;
        for (int i = 0; i < messages.size(); i++) {
            String message = messages.get(i);
            firstLines.put(line, i);
            all.append(message).append('\n');
            line += 1 + (int) message.chars().filter(c -> c == '\n').count();
        }
        List<String> out = new ArrayList<>(messages);
        for (Hit hit : scan.inspectText(NAME, all.toString())) {
            var first = firstLines.floorEntry(Math.max(1, hit.line()));
            if (first != null) {
                out.set(first.getValue(), scan.masked(NAME, messages.get(first.getValue())));
            }
        }
        return out;
    }
}
