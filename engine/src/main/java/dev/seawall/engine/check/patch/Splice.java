package dev.seawall.engine.check.patch;

/** A stretch of text, from start to end, and what takes its place. */
record Splice(int start, int end, String text) {
    String in(String whole) {
        return whole.substring(0, start) + text + whole.substring(end);
    }
}
