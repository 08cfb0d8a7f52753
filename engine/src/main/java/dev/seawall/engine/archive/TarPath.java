package dev.seawall.engine.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A path from an archive, made relative to the root: leading slashes, {@code .} and empty segments dropped, {@code ..}
 * resolved but never above the root. Bytes that are not UTF-8, and NUL, are spelled {@code \xNN}.
 *
 * @param text the path; empty for the root itself
 * @param complaint what was wrong with it, or null
 */
record TarPath(String text, @Nullable String complaint) {
    private static final int MAX_CHARACTERS = 4096;
    private static final int MAX_DEPTH = 256;

    static TarPath of(byte[] raw) {
        String text = decode(raw);
        if (text.length() > MAX_CHARACTERS || text.chars().filter(c -> c == '/').count() > MAX_DEPTH) {
            String start = text.substring(0, Math.min(text.length(), 60));
            return new TarPath("", "an entry's path is longer than a system allows: " + start + "…");
        }
        return isClean(text) ? new TarPath(text, null) : normalise(text);
    }

    private static boolean isClean(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '/'
                && text.charAt(0) != '.'
                && !text.endsWith("/")
                && !text.contains("//")
                && !text.contains("/.");
    }

    private static TarPath normalise(String text) {
        Deque<String> segments = new ArrayDeque<>();
        String complaint = null;
        for (String segment : text.split("/", -1)) {
            if (segment.equals("..")) {
                complaint = segments.isEmpty() ? "its path leads out of the root" : complaint;
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return new TarPath(String.join("/", segments), complaint);
    }

    /** UTF-8 where it is, else with every odd byte spelled out. */
    static String decode(byte[] raw) {
        for (byte b : raw) {
            if (b <= 0) {
                return decodeStrictly(raw);
            }
        }
        return new String(raw, StandardCharsets.ISO_8859_1);
    }

    private static String decodeStrictly(byte[] raw) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
            return text.replace("\0", "\\x00");
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder();
            for (byte b : raw) {
                text.append(b > 0 ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\x%02x", b & 0xff));
            }
            return text.toString();
        }
    }
}
