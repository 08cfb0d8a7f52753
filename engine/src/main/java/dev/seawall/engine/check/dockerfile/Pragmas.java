package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.Ignore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Comments that speak to hadolint, read unchanged: {@code # hadolint ignore=DL3006,DL3008} holds for the instruction on
 * the next line, {@code # hadolint global ignore=…} for the file, {@code # hadolint shell=powershell} for shell forms.
 */
final class Pragmas {
    private static final Pattern IGNORE =
            Pattern.compile("hadolint\\s+(global\\s+)?ignore\\s*=\\s*([^#]*)(#.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHELL =
            Pattern.compile("hadolint\\s+shell\\s*=\\s*(\\S+).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern RULE = Pattern.compile("(?:DL|SC)\\d{1,5}|[a-z0-9]+(?:-[a-z0-9]+)+");

    /**
     * One ignore comment.
     *
     * @param line its own line, from 1
     * @param global true where it holds for the whole file
     * @param rules rule ids of hadolint or ids of our checks
     */
    record Pragma(int line, boolean global, List<String> rules) {}

    private static final Pattern TRIVY = Pattern.compile("trivy:ignore:(?:AVD-)?([A-Za-z0-9-]+)(?:\\s.*|:.*)?");

    private Pragmas() {}

    /** All wishes of a file: pragmas of hadolint and Trivy, and the rules its configuration ignores. */
    static List<Ignore> wishes(Dockerfile file, HadolintConfig config) {
        List<Ignore> wishes = new ArrayList<>();
        if (!config.ignored().isEmpty()) {
            wishes.add(Ignore.everywhere(names(config.ignored(), "hadolint:"), "ignored by .hadolint.yaml"));
        }
        for (Pragma pragma : ignores(file)) {
            String reason = "ignored by the comment in line " + pragma.line();
            List<String> names = names(pragma.rules(), "hadolint:");
            wishes.add(pragma.global() ? Ignore.everywhere(names, reason) : below(file, pragma.line(), names, reason));
        }
        for (Comment comment : file.comments()) {
            Matcher trivy = TRIVY.matcher(comment.text());
            if (trivy.matches()) {
                List<String> names = names(List.of(trivy.group(1)), "trivy:");
                wishes.add(below(file, comment.line(), names, "ignored by the comment in line " + comment.line()));
            }
        }
        return wishes;
    }

    private static List<String> names(List<String> rules, String prefix) {
        return rules.stream().flatMap(rule -> Stream.of(rule, prefix + rule)).toList();
    }

    /** Holds for the instruction that follows the comment. */
    private static Ignore below(Dockerfile file, int line, List<String> names, String reason) {
        for (Instruction instruction : file.instructions()) {
            if (instruction.line() > line) {
                return new Ignore(names, instruction.line(), instruction.endLine(), reason);
            }
        }
        return new Ignore(names, line, line, reason);
    }

    /** All that can be understood; a list with one wrong name is no pragma. */
    static List<Pragma> ignores(Dockerfile file) {
        List<Pragma> ignores = new ArrayList<>();
        for (Comment comment : file.comments()) {
            Matcher ignore = IGNORE.matcher(comment.text());
            if (ignore.matches()) {
                List<String> rules = List.of(ignore.group(2).strip().split("\\s*,\\s*"));
                if (rules.stream().allMatch(rule -> RULE.matcher(rule).matches())) {
                    ignores.add(new Pragma(comment.line(), ignore.group(1) != null, rules));
                }
            }
        }
        return ignores;
    }

    /** False where a pragma names a shell that is no POSIX one. */
    static boolean isPosix(Dockerfile file) {
        return file.comments().stream()
                .map(comment -> SHELL.matcher(comment.text()))
                .filter(Matcher::matches)
                .allMatch(shell -> ShellWords.of(List.of(shell.group(1))).posix());
    }
}
