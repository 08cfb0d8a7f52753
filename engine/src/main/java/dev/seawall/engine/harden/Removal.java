package dev.seawall.engine.harden;

/**
 * A group of files that can go.
 *
 * @param kind what they are
 * @param name package, or the folder they lie in
 * @param files how many
 * @param bytes their size
 * @param findings how many findings go with them
 */
public record Removal(Kind kind, String name, int files, long bytes, int findings) {
    /** What can go, and why. */
    public enum Kind {
        PACKAGE("package nothing reaches"),
        DOCUMENTATION("documentation"),
        LOCALE("translations"),
        CACHE("cache or log");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words. */
        public String words() {
            return words;
        }
    }
}
