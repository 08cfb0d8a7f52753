package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.shell.Command;
import dev.seawall.engine.check.shell.Script;
import dev.seawall.engine.check.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The commands that RUN, CMD, ENTRYPOINT and HEALTHCHECK start. */
final class RunScripts {
    /** A command and its line in the file. */
    record Placed(Command command, int line) {}

    private final Instruction instruction;
    private final ShellWords shell;
    private final List<Placed> commands = new ArrayList<>();
    private boolean piped;
    private boolean pipefail;

    private RunScripts(Instruction instruction, ShellWords shell) {
        this.instruction = instruction;
        this.shell = shell;
        this.pipefail = shell.pipefail() && !instruction.json();
    }

    static RunScripts of(Instruction instruction, ShellWords shell) {
        RunScripts scripts = new RunScripts(instruction, shell);
        if (instruction.json()) {
            scripts.exec(instruction.words());
        } else if (shell.posix()) {
            scripts.shell();
        }
        return scripts;
    }

    List<Placed> commands() {
        return commands;
    }

    boolean piped() {
        return piped;
    }

    boolean pipefail() {
        return pipefail || commands.stream().anyMatch(RunScripts::setsPipefail);
    }

    private static boolean setsPipefail(Placed placed) {
        return placed.command().name().equals("set")
                && ShellWords.hasPipefail(placed.command().arguments());
    }

    private void exec(List<String> words) {
        List<Word> all = words.stream().map(word -> new Word(word, true, 0, 0)).toList();
        Command command = new Command(all, List.of(), List.of(), "", List.of(), false, false, 0, 0);
        commands.add(new Placed(command, instruction.line()));
        int dash = words.indexOf("-c");
        if (!words.isEmpty()
                && ShellWords.isPosix(ShellWords.programOf(words.getFirst()))
                && dash > 0
                && dash + 1 < words.size()) {
            pipefail = ShellWords.of(words.subList(0, dash)).pipefail();
            script(words.get(dash + 1), offset -> instruction.line());
        }
    }

    private void shell() {
        String text = instruction.text();
        int skipped = 0;
        if (instruction.is("HEALTHCHECK")) {
            skipped = text.regionMatches(true, 0, "CMD", 0, 3) ? 3 : text.length();
        }
        int base = instruction.textAt() + skipped;
        if (instruction.heredocs().isEmpty() || !onlyHeredocs(text)) {
            script(text.substring(skipped), offset -> instruction.lines().lineOf(base + offset));
        }
        boolean toShell = commands.isEmpty()
                || ShellWords.isPosix(
                        ShellWords.programOf(commands.getFirst().command().name()));
        for (Heredoc heredoc : toShell ? instruction.heredocs() : List.<Heredoc>of()) {
            body(heredoc);
        }
    }

    private static boolean onlyHeredocs(String text) {
        return Words.plainWords(text).stream().allMatch(word -> word.matches("<<-?[\"']?\\w+[\"']?"));
    }

    private void body(Heredoc heredoc) {
        String body = heredoc.body();
        String first = body.lines().findFirst().orElse("");
        String interpreter = first.startsWith("#!") ? first.strip().replaceFirst(".*[/ ]", "") : shell.program();
        if (ShellWords.isPosix(ShellWords.programOf(interpreter))) {
            script(
                    body,
                    offset -> heredoc.line()
                            + (int) body.substring(0, Math.min(offset, body.length()))
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count());
        }
    }

    private void script(String text, IntUnaryOperator lines) {
        Script script = Script.parse(text);
        piped |= script.piped();
        script.commands().forEach(command -> commands.add(new Placed(command, lines.applyAsInt(command.at()))));
    }
}
