package dev.seawall.engine.model;

/** A file that could not be read as it should have been: the report says so rather than staying silent. */
public record FileStatus(String path, State status, String reason) {
    /** What went wrong. */
    public enum State {
        UNREADABLE,
        TOO_LARGE,
        MALFORMED,
        UNSUPPORTED;

        /** As the report spells it: unreadable, too-large, malformed, unsupported. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
