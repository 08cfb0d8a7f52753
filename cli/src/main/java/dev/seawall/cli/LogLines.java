package dev.seawall.cli;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** Prints answers about logs. */
final class LogLines {
    /** How. */
    enum Format {
        TEXT,
        JSON
    }

    private static final int SECONDS = 19;

    private LogLines() {}

    static void print(JsonNode answer, Format format, PrintStream out, PrintStream err) {
        if (format == Format.JSON) {
            out.println(answer.toPrettyString());
            return;
        }
        answer.path("lines").forEach(line -> out.println(text(line)));
        answer.path("steps").forEach(step -> count(out, step, "time"));
        answer.path("values").forEach(value -> count(out, value, "value"));
        answer.path("notes").forEach(note -> err.println("note: " + note.asString("")));
    }

    private static void count(PrintStream out, JsonNode row, String name) {
        out.printf("%10d  %s%n", row.path("lines").asLong(), safe(row.path(name).asString("")));
    }

    /** Time, level, who wrote it, message; on one line and harmless to a terminal. */
    static String text(JsonNode line) {
        String time = line.path("time").asString("");
        StringBuilder text = new StringBuilder(time.length() > SECONDS ? time.substring(0, SECONDS) + "Z" : time);
        JsonNode labels = line.path("labels");
        for (String name : new String[] {"level", "host", "namespace", "pod", "container", "service", "app"}) {
            String value = labels.path(name).asString("");
            if (!value.isEmpty()) {
                text.append(' ').append(safe(value));
            }
        }
        return text.append("  ").append(safe(line.path("message").asString(""))).toString();
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                safe.append("\\n");
            } else {
                safe.appendCodePoint(Character.isISOControl(c) && c != '\t' ? '\uFFFD' : c);
            }
        });
        return safe.toString();
    }
}
