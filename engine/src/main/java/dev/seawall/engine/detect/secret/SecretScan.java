package dev.seawall.engine.detect.secret;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Front door to the secret rules: files by way of {@link SecretDetector}, and any other text (environment, history,
 * build arguments, labels of an image, output of a command) by {@link #inspectText}. Immutable and thread-safe.
 */
public final class SecretScan {
    private final RuleSet rules;

    SecretScan(RuleSet rules) {
        this.rules = rules;
    }

    /** With the built-in rules. */
    public static SecretScan builtin() {
        return new SecretScan(RuleSet.builtin());
    }

    /** With the rules that a user's configuration leaves or adds. */
    public static SecretScan of(SecretConfig config) {
        return new SecretScan(config.rules());
    }

    /**
     * Looks at a text that is no file.
     *
     * @param name says where it comes from and plays the part of a path; {@code image-config} and
     *     {@code image-history} also arm the rules about command lines
     * @return hits in order of line; none of them tells a secret
     */
    public List<Hit> inspectText(String name, String text) {
        return TextInspection.of(rules, name, "", text.getBytes(StandardCharsets.UTF_8), 1, any -> true);
    }

    /**
     * The text with each secret in it cut to its first characters, for whoever shows a command line.
     *
     * @param name as for {@link #inspectText}
     */
    public String masked(String name, String text) {
        return TextInspection.masked(rules, name, text);
    }

    List<Hit> inspect(FileEntry file, FileContent content) throws IOException {
        return FileInspection.of(rules, file, content);
    }
}
