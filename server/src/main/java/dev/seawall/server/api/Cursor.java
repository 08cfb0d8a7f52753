package dev.seawall.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended, as text that clients hand back and do not read.
 *
 * @param parts none at the first page
 */
record Cursor(List<String> parts) {
    Cursor {
        parts = List.copyOf(parts);
    }

    static Cursor of(Object... parts) {
        return new Cursor(java.util.Arrays.stream(parts).map(String::valueOf).toList());
    }

    static Cursor parse(String text) {
        if (text.isEmpty()) {
            return new Cursor(List.of());
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return new Cursor(List.of(plain.split("\n", -1)));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "Bad request", "The cursor is none that this server gave.", e);
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    String text(int place, String otherwise) {
        return parts.size() > place ? parts.get(place) : otherwise;
    }

    long number(int place, long otherwise) {
        String text = text(place, Long.toString(otherwise));
        if (!text.matches("-?[0-9]{1,18}|" + otherwise)) {
            throw Problem.badRequest("The cursor is none that this server gave.");
        }
        return Long.parseLong(text);
    }
}
