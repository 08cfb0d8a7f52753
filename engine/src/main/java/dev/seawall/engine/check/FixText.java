package dev.seawall.engine.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check's remedy in words. */
final class FixText {
    private FixText() {}

    /** The advice, else the operations as short sentences. */
    static String of(Check check) {
        if (!check.advice().isEmpty()) {
            return check.advice().strip();
        }
        StringBuilder text = new StringBuilder();
        for (Map<String, @Nullable Object> fix : check.fix()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(fix.get("op"))
                    .append(' ')
                    .append(fix.getOrDefault("path", ""));
            if (fix.containsKey("value")) {
                text.append(": ").append(fix.get("value"));
            }
        }
        return text.toString();
    }
}
