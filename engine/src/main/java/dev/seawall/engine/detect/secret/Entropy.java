package dev.seawall.engine.detect.secret;

/** Shannon entropy of characters. */
final class Entropy {
    private Entropy() {}

    /** Bits per character, 0 for an empty text. */
    static double of(String text) {
        int[] counts = new int[256];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 0xff]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * (Math.log(share) / Math.log(2));
            }
        }
        return bits;
    }
}
