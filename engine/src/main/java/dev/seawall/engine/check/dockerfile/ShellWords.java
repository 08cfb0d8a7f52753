package dev.seawall.engine.check.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The shell that runs shell-form instructions.
 *
 * @param program its name without folders, {@code sh} where no SHELL says otherwise
 * @param posix false for cmd and PowerShell, whose commands are not read
 * @param pipefail true where a failing command fails its whole pipe
 */
record ShellWords(String program, boolean posix, boolean pipefail) {
    private static final Set<String> OTHER = Set.of("cmd", "powershell", "pwsh");
    private static final Set<String> POSIX = Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh");
    private static final Set<String> WITH_PIPEFAIL = Set.of("bash", "zsh", "ash");

    static ShellWords of(List<String> words) {
        if (words.isEmpty()) {
            return new ShellWords("sh", true, false);
        }
        String program = programOf(words.getFirst());
        return new ShellWords(program, !OTHER.contains(program), WITH_PIPEFAIL.contains(program) && hasPipefail(words));
    }

    static String programOf(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
    }

    /** True for a program that runs scripts of the POSIX kind. */
    static boolean isPosix(String program) {
        return POSIX.contains(program);
    }

    /** {@code -o pipefail}, also at the end of a cluster: {@code -euo pipefail}. */
    static boolean hasPipefail(List<String> words) {
        int at = words.indexOf("pipefail");
        return at > 0 && words.get(at - 1).matches("-[a-zA-Z]*o");
    }
}
