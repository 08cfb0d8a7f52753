package dev.seawall.engine.detect.secret;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** An allowance with its expressions. */
final class CompiledAllow {
    private final SecretRule.Allow allow;
    private final List<Pattern> regexes;
    private final List<Pattern> paths;

    CompiledAllow(SecretRule.Allow allow) {
        this.allow = allow;
        this.regexes = Expressions.compile(allow.regexes());
        this.paths = Expressions.compile(allow.paths());
    }

    /** True where a whole file is allowed by its path alone. */
    boolean allowsPath(String path) {
        boolean others = !regexes.isEmpty() || !allow.stopwords().isEmpty();
        return !(allow.all() && others) && Expressions.any(paths, path);
    }

    boolean allows(SecretText text, SecretMatch match) {
        boolean path = Expressions.any(paths, text.path());
        boolean word = hasStopword(match.secret(text));
        boolean regex = !regexes.isEmpty() && Expressions.any(regexes, target(text, match));
        if (!allow.all()) {
            return path || word || regex;
        }
        return (paths.isEmpty() || path) && (allow.stopwords().isEmpty() || word) && (regexes.isEmpty() || regex);
    }

    private boolean hasStopword(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return allow.stopwords().stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
    }

    private String target(SecretText text, SecretMatch match) {
        return switch (allow.target()) {
            case "match" -> text.slice(match.start(), match.end());
            case "line" -> match.lines(text);
            default -> match.secret(text);
        };
    }
}
