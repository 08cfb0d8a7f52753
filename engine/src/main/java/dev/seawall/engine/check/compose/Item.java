package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;

/** One word of a service's field, such as a port, and where it stands. */
record Item(String text, Mark mark) {
    /** What stands before a separator; the whole text where there is none. */
    String before(char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    /** What stands after a separator; empty where there is none. */
    String after(char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? "" : text.substring(at + 1);
    }
}
