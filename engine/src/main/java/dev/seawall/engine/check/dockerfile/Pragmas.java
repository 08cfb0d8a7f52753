package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    record Ignore(int line, boolean global, List<String> rules) {}

    private Pragmas() {}

    /** All that can be understood; a list with one wrong name is no pragma. */
    static List<Ignore> ignores(Dockerfile file) {
        List<Ignore> ignores = new ArrayList<>();
        for (Comment comment : file.comments()) {
            Matcher ignore = IGNORE.matcher(comment.text());
            if (ignore.matches()) {
                List<String> rules = List.of(ignore.group(2).strip().split("\\s*,\\s*"));
                if (rules.stream().allMatch(rule -> RULE.matcher(rule).matches())) {
                    ignores.add(new Ignore(comment.line(), ignore.group(1) != null, rules));
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
