package dev.seawall.server.judge;

import com.google.re2j.Pattern;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;

/**
 * A pattern over {@code registry/repository}, where a star stops at a slash and two do not, or the digest of one image,
 * {@code sha256:…}.
 */
public final class ImageGlob {
    private final String text;
    private final Pattern pattern;

    private ImageGlob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** Any text is a pattern. */
    public static ImageGlob of(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else {
                out.append(text.charAt(i) == '*' ? "[^/]*" : Pattern.quote(text.substring(i, i + 1)));
            }
        }
        return new ImageGlob(text, Pattern.compile(out.toString()));
    }

    /** Whether it means this image. */
    public boolean matches(ImageRef image) {
        Digest digest = image.digest();
        return pattern.matches(image.name()) || (digest != null && text.equals(digest.toString()));
    }
}
