package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.patch.UnpatchableException;
import dev.seawall.engine.check.shell.Call;
import dev.seawall.engine.check.shell.Command;
import dev.seawall.engine.check.shell.Script;
import dev.seawall.engine.check.shell.Word;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Edits a Dockerfile in place. Words of shell commands are found by the shell's grammar, not by searching. Afterwards
 * the file is parsed again: every instruction that was not named must be what it was.
 */
public final class DockerfilePatch {
    private final String text;
    private final Dockerfile parsed;

    private DockerfilePatch(String text, Dockerfile parsed) {
        this.text = text;
        this.parsed = parsed;
    }

    /** A change of the instruction that begins in a line, counted from 1. */
    public sealed interface Change {
        /** The instruction's first line. */
        int line();
    }

    /** Takes the instruction away. */
    public record Delete(int line) implements Change {}

    /** Replaces the first match of a regular expression in the instruction; {@code $1} is a group. */
    public record Replace(int line, String match, String with) implements Change {}

    /**
     * Puts a flag behind the action of every command of some families and actions that has none of other flags.
     *
     * @param families as {@link Call} names them
     * @param actions empty for all
     */
    public record AddFlag(int line, List<String> families, List<String> actions, List<String> unless, String flag)
            implements Change {}

    /** Renames a program wherever it is the command; an empty name drops the word. */
    public record RenameProgram(int line, String program, String to) implements Change {}

    /** Adds {@code && command} to the end of the instruction's shell form. */
    public record AppendCommand(int line, String command) implements Change {}

    /** Turns one plain command in shell form into the JSON form. */
    public record ExecForm(int line) implements Change {}

    /**
     * The content after a change.
     *
     * @throws UnpatchableException where it cannot be made without changing something else
     */
    public static byte[] apply(byte[] content, Change change) throws UnpatchableException {
        String text = new String(content, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            throw new UnpatchableException("the file is no UTF-8 text");
        }
        DockerfilePatch patch = new DockerfilePatch(text, parse(content));
        byte[] changed = patch.changed(change).getBytes(StandardCharsets.UTF_8);
        patch.verify(parse(changed), change);
        return changed;
    }

    private static Dockerfile parse(byte[] content) throws UnpatchableException {
        try {
            return Dockerfile.parse(content);
        } catch (IOException e) {
            throw new UnpatchableException("the file cannot be read");
        }
    }

    private Instruction at(int line) throws UnpatchableException {
        return parsed.instructions().stream()
                .filter(instruction -> instruction.line() == line)
                .findFirst()
                .orElseThrow(() -> new UnpatchableException("no instruction begins in line " + line));
    }

    private String changed(Change change) throws UnpatchableException {
        Instruction instruction = at(change.line());
        return switch (change) {
            case Delete delete -> deleted(instruction);
            case Replace replace -> replaced(instruction, replace);
            case AddFlag flag -> flagged(instruction, flag);
            case RenameProgram rename -> renamed(instruction, rename);
            case AppendCommand append -> appended(instruction, append.command());
            case ExecForm exec -> execForm(instruction);
        };
    }

    private int lineStart(int line) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        return at;
    }

    /** After the line's last character, its end included. */
    private int lineEnd(int line) {
        int end = text.indexOf('\n', lineStart(line));
        return end < 0 ? text.length() : end + 1;
    }

    private String deleted(Instruction instruction) {
        return text.substring(0, lineStart(instruction.line())) + text.substring(lineEnd(instruction.endLine()));
    }

    private String replaced(Instruction instruction, Replace replace) throws UnpatchableException {
        int from = lineStart(instruction.line());
        int to = lineEnd(instruction.endLine());
        Matcher matcher = Pattern.compile(replace.match()).matcher(text.substring(from, to));
        if (!matcher.find()) {
            throw new UnpatchableException("the instruction is written in an unusual way");
        }
        return text.substring(0, from) + matcher.replaceFirst(replace.with()) + text.substring(to);
    }

    private List<Command> commands(Instruction instruction) throws UnpatchableException {
        if (instruction.json() || !instruction.heredocs().isEmpty() || instruction.onbuild()) {
            throw new UnpatchableException("the instruction is no plain shell form");
        }
        return Script.parse(instruction.text()).commands();
    }

    private String flagged(Instruction instruction, AddFlag wish) throws UnpatchableException {
        TreeMap<Integer, String> inserts = new TreeMap<>();
        for (Command command : commands(instruction)) {
            Word action = wanting(command, wish);
            if (action != null) {
                inserts.put(source(instruction, action.end() - 1) + 1, " " + wish.flag());
            }
        }
        if (inserts.isEmpty()) {
            throw new UnpatchableException("the command stands where it cannot be edited safely");
        }
        StringBuilder out = new StringBuilder(text);
        inserts.descendingMap().forEach(out::insert);
        return out.toString();
    }

    /** The word behind which the flag belongs, or null where the command wants none. */
    private static @Nullable Word wanting(Command command, AddFlag wish) {
        List<String> words = command.words().stream().map(Word::text).toList();
        Call call = Call.of(words);
        boolean meant = wish.families().contains(call.family())
                && (wish.actions().isEmpty() || wish.actions().contains(call.action()))
                && call.flags().stream().noneMatch(wish.unless()::contains);
        if (!meant) {
            return null;
        }
        String last = call.action().substring(call.action().lastIndexOf(' ') + 1);
        return command.words().stream()
                .skip(1)
                .filter(word -> word.text().equals(last) && !word.quoted())
                .findFirst()
                .orElse(wish.actions().isEmpty() ? command.words().getFirst() : null);
    }

    private static int source(Instruction instruction, int offset) {
        return instruction.lines().sourceOf(instruction.textAt() + offset);
    }

    private String renamed(Instruction instruction, RenameProgram wish) throws UnpatchableException {
        StringBuilder out = new StringBuilder(text);
        boolean any = false;
        for (Command command : commands(instruction).reversed()) {
            boolean plain = command.words().size() > (wish.to().isEmpty() ? 1 : 0)
                    && !command.words().getFirst().quoted()
                    && command.name().equals(wish.program());
            if (plain && (!wish.to().isEmpty() || !command.words().get(1).text().startsWith("-"))) {
                Word word = command.words().getFirst();
                int end = wish.to().isEmpty()
                        ? source(instruction, command.words().get(1).at())
                        : source(instruction, word.end() - 1) + 1;
                out.replace(source(instruction, word.at()), end, wish.to());
                any = true;
            }
        }
        if (!any) {
            throw new UnpatchableException("the command stands where it cannot be edited safely");
        }
        return out.toString();
    }

    private String appended(Instruction instruction, String command) throws UnpatchableException {
        List<Command> commands = commands(instruction);
        boolean plain = !commands.isEmpty()
                && commands.stream().allMatch(c -> List.of("", "&&").contains(c.connector()) && !c.background());
        if (!plain || !instruction.text().matches("(?s)[^;|#{}()]*")) {
            throw new UnpatchableException("the script is more than a chain of commands");
        }
        int end = source(instruction, instruction.text().stripTrailing().length() - 1) + 1;
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        boolean wrapped = instruction.endLine() > instruction.line();
        String glue = wrapped ? " " + parsed.escape() + newline + indent(instruction) + "&& " : " && ";
        return text.substring(0, end) + glue + command + text.substring(end);
    }

    private String indent(Instruction instruction) {
        String second = text.substring(lineStart(instruction.line() + 1), lineEnd(instruction.line() + 1));
        return second.substring(0, second.length() - second.stripLeading().length())
                .replaceAll("[\r\n]", "");
    }

    private String execForm(Instruction instruction) throws UnpatchableException {
        List<Command> commands = commands(instruction);
        boolean plain = commands.size() == 1
                && commands.getFirst().redirects().isEmpty()
                && commands.getFirst().assignments().isEmpty()
                && !commands.getFirst().background()
                && instruction.text().matches("[^$`*?\\[\\]{}<>|&;()#~!\\\\]+")
                && commands.getFirst().words().stream().allMatch(Word::isLiteral);
        boolean builtIn = plain
                && List.of("cd", "exec", "exit", ".", "source", "export", "set", "ulimit", "umask", "trap")
                        .contains(commands.getFirst().name());
        if (!plain || builtIn || instruction.line() != instruction.endLine()) {
            throw new UnpatchableException("the command needs a shell");
        }
        List<String> words = new ArrayList<>();
        commands.getFirst().words().forEach(word -> words.add(Json.mapper().writeValueAsString(word.text())));
        int from = source(instruction, 0);
        int to = source(instruction, instruction.text().stripTrailing().length() - 1) + 1;
        return text.substring(0, from) + "[" + String.join(", ", words) + "]" + text.substring(to);
    }

    private void verify(Dockerfile now, Change change) throws UnpatchableException {
        List<String> wanted = spelled(parsed.instructions(), change.line());
        int index = 0;
        while (parsed.instructions().get(index).line() != change.line()) {
            index++;
        }
        List<Instruction> others = new ArrayList<>(now.instructions());
        if (!(change instanceof Delete) && index < others.size()) {
            others.remove(index);
        }
        if (!wanted.equals(spelled(others, -1))
                || now.problems().size() > parsed.problems().size()
                || (now.comments().size() != parsed.comments().size() && !(change instanceof Delete))) {
            throw new UnpatchableException("it would change other parts of the file too");
        }
    }

    private static List<String> spelled(List<Instruction> instructions, int except) {
        return instructions.stream()
                .filter(instruction -> instruction.line() != except)
                .map(instruction -> instruction.lines().raw().stripTrailing())
                .toList();
    }
}
