package dev.seawall.engine.rule;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Sigma's modifiers that change values before they are sought. Bytes travel as ISO 8859-1 text. */
final class SigmaEncodings {
    private static final String DASHES = "-/\u2013\u2014\u2015";

    private SigmaEncodings() {}

    /** What becomes of values; empty where the modifier changes none. */
    static Optional<List<String>> apply(String modifier, List<String> values) {
        return switch (modifier) {
            case "base64" ->
                Optional.of(values.stream().map(SigmaEncodings::base64).toList());
            case "base64offset" -> Optional.of(offsets(values));
            case "wide", "utf16le" -> Optional.of(encoded(values, StandardCharsets.UTF_16LE));
            case "utf16be" -> Optional.of(encoded(values, StandardCharsets.UTF_16BE));
            case "utf16" -> Optional.of(encoded(values, StandardCharsets.UTF_16));
            case "windash" -> Optional.of(dashes(values));
            default -> Optional.empty();
        };
    }

    private static byte[] bytes(String value) {
        boolean raw = value.chars().allMatch(c -> c < 256) && value.indexOf('\0') >= 0;
        return value.getBytes(raw ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(bytes(value));
    }

    /** The value's base64 wherever it stands in what was encoded, without the characters its neighbours share. */
    private static List<String> offsets(List<String> values) {
        int[] start = {0, 2, 3};
        int[] end = {0, 3, 2};
        List<String> out = new ArrayList<>();
        for (String value : values) {
            byte[] bytes = bytes(value);
            for (int shift = 0; shift < 3; shift++) {
                byte[] shifted = new byte[bytes.length + shift];
                System.arraycopy(bytes, 0, shifted, shift, bytes.length);
                String text = Base64.getEncoder().encodeToString(shifted);
                int cut = end[shifted.length % 3];
                out.add(text.substring(Math.min(start[shift], text.length() - cut), text.length() - cut));
            }
        }
        return out;
    }

    private static List<String> encoded(List<String> values, Charset charset) {
        return values.stream()
                .map(value -> new String(value.getBytes(charset), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static List<String> dashes(List<String> values) {
        List<String> out = new ArrayList<>();
        for (String value : values) {
            int at = dash(value);
            if (at < 0) {
                out.add(value);
            } else {
                DASHES.chars().forEach(c -> out.add(value.substring(0, at) + (char) c + value.substring(at + 1)));
            }
        }
        return out;
    }

    /** The first dash that begins a word. */
    private static int dash(String value) {
        for (int i = 0; i < value.length(); i++) {
            boolean begins = i == 0 || value.charAt(i - 1) == ' ';
            if (begins && (value.charAt(i) == '-' || value.charAt(i) == '/')) {
                return i;
            }
        }
        return -1;
    }
}
