package dev.seawall.engine.report;

import dev.seawall.engine.model.Severity;

/** Terminal colours, or none. */
record Paint(boolean on) {
    private String wrap(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    String bold(String text) {
        return wrap("1", text);
    }

    String dim(String text) {
        return wrap("2", text);
    }

    String good(String text) {
        return wrap("1;32", text);
    }

    String bad(String text) {
        return wrap("1;31", text);
    }

    String warn(String text) {
        return wrap("33", text);
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> wrap("1;35", text);
            case HIGH -> wrap("1;31", text);
            case MEDIUM -> wrap("33", text);
            case LOW -> wrap("36", text);
            case UNKNOWN -> wrap("2", text);
        };
    }
}
