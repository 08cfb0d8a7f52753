package dev.seawall.engine.detect.secret;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule with its expressions, each compiled when first needed. Thread-safe: two threads may compile the same twice. */
final class CompiledRule {
    private static final String DELIMITER = "(?=[`'\"\\s;]|\\\\[nr]|\\z)";

    private final SecretRule rule;
    private final int number;
    private volatile java.util.regex.@Nullable Pattern anchored;
    private volatile com.google.re2j.@Nullable Pattern searched;
    private volatile boolean @Nullable [] head;
    private volatile @Nullable List<com.google.re2j.Pattern> paths;
    private volatile @Nullable List<CompiledAllow> allows;

    CompiledRule(SecretRule rule, int number) {
        this.rule = rule;
        this.number = number;
    }

    SecretRule rule() {
        return rule;
    }

    int number() {
        return number;
    }

    /** The expression for one known place, with what must follow; only for shapes whose matches are short. */
    java.util.regex.Pattern anchored() {
        java.util.regex.Pattern pattern = anchored;
        if (pattern == null) {
            boolean fold = rule.form() == SecretRule.Form.ASSIGNED && !rule.exact();
            pattern = java.util.regex.Pattern.compile(
                    "(?:" + rule.regex() + ")" + ending(), fold ? java.util.regex.Pattern.CASE_INSENSITIVE : 0);
            anchored = pattern;
        }
        return pattern;
    }

    private String ending() {
        return switch (rule.form() == SecretRule.Form.ASSIGNED ? "delimiter" : rule.end()) {
            case "any" -> "";
            case "word" -> "(?![0-9A-Za-z_])";
            case "token" -> "(?![0-9A-Za-z_-])";
            case "enclosed" -> "(?=[\\\\'\"`\\s<),]|\\z)";
            default -> DELIMITER;
        };
    }

    /** The expression for a window or a whole text. */
    com.google.re2j.Pattern searched() {
        com.google.re2j.Pattern pattern = searched;
        if (pattern == null) {
            pattern = Expressions.compile(rule.regex());
            searched = pattern;
        }
        return pattern;
    }

    boolean[] head() {
        boolean[] flags = head;
        if (flags == null) {
            flags = Head.of(rule.regex());
            head = flags;
        }
        return flags;
    }

    boolean appliesTo(String path) {
        if (rule.paths().isEmpty()) {
            return true;
        }
        List<com.google.re2j.Pattern> patterns = paths;
        if (patterns == null) {
            patterns = Expressions.compile(rule.paths());
            paths = patterns;
        }
        return Expressions.any(patterns, path);
    }

    /** Blocks of text in which this rule does not count. */
    List<com.google.re2j.Pattern> excluded() {
        return Expressions.compile(rule.excluded());
    }

    List<CompiledAllow> allows() {
        List<CompiledAllow> compiled = allows;
        if (compiled == null) {
            compiled = rule.allow().stream().map(CompiledAllow::new).toList();
            allows = compiled;
        }
        return compiled;
    }
}
