package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One instruction as a map of the document; docs/guide/check-dockerfile.md lists its keys. */
final class InstructionTree {
    private static final Set<String> WITH_COMMANDS = Set.of("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK");

    private final char escape;
    private final boolean posix;

    /** @param posix false where a pragma says that shell forms are no POSIX shell */
    InstructionTree(char escape, boolean posix) {
        this.escape = escape;
        this.posix = posix;
    }

    static Mark mark(Instruction instruction) {
        return Mark.lines(instruction.line(), instruction.endLine());
    }

    SourceMap of(Step step, @Nullable Stage stage, @Nullable Step previous) {
        Instruction instruction = step.instruction();
        Mark mark = mark(instruction);
        List<String> words = words(step);
        Tree tree = new Tree(mark)
                .put("cmd", instruction.keyword())
                .put("onbuild", instruction.onbuild())
                .put("line", instruction.line())
                .put("endLine", instruction.endLine())
                .put("text", instruction.text())
                .put("json", instruction.json())
                .put("args", words)
                .put("flags", flags(instruction))
                .put("mounts", Tree.maps(mounts(instruction, mark), mark))
                .put(
                        "heredocs",
                        instruction.heredocs().stream().map(Heredoc::name).toList())
                .put("pairs", Tree.maps(pairs(step, mark), mark))
                .put("stage", stage == null ? -1 : stage.index)
                .put("kept", stage != null && stage.kept)
                .put("user", step.user())
                .put("workdir", step.workdir())
                .put("environment", step.environment())
                .put("known", instruction.is("ENV") ? step.variables().keySet() : Set.<String>of())
                .put("previous", previous == null ? "" : previous.instruction().keyword());
        commands(tree, step, previous, mark);
        return tree.build();
    }

    private List<String> words(Step step) {
        Instruction instruction = step.instruction();
        boolean file = Set.of("COPY", "ADD").contains(instruction.keyword());
        return file
                ? instruction.words().stream()
                        .filter(word -> !word.startsWith("<<"))
                        .toList()
                : instruction.words();
    }

    private void commands(Tree tree, Step step, @Nullable Step previous, Mark mark) {
        Instruction instruction = step.instruction();
        ShellWords shell = shell(step);
        tree.put("shell", shell.program()).put("posix", shell.posix());
        if (!WITH_COMMANDS.contains(instruction.keyword())) {
            return;
        }
        RunScripts scripts = RunScripts.of(instruction, shell);
        List<SourceMap> commands = new ArrayList<>();
        for (RunScripts.Placed placed : scripts.commands()) {
            commands.add(CommandTree.of(placed, commands.size(), step.variables()));
        }
        tree.put("commands", Tree.maps(commands, mark))
                .put("piped", scripts.piped())
                .put("pipefail", scripts.pipefail())
                .put("joinable", previous != null && isJoinable(step, previous));
    }

    private ShellWords shell(Step step) {
        ShellWords shell = ShellWords.of(step.shell());
        boolean windows = escape == '`' && step.shell().isEmpty();
        return posix && !windows ? shell : new ShellWords(shell.program(), false, shell.pipefail());
    }

    /** Two RUN in a row with equal flags and one command each. */
    private boolean isJoinable(Step step, Step previous) {
        Instruction now = step.instruction();
        Instruction then = previous.instruction();
        return now.is("RUN")
                && then.is("RUN")
                && !now.onbuild()
                && !then.onbuild()
                && now.flags().equals(then.flags())
                && isSingle(step)
                && isSingle(previous);
    }

    private boolean isSingle(Step step) {
        return RunScripts.of(step.instruction(), shell(step)).commands().size() <= 1
                && step.instruction().heredocs().isEmpty();
    }

    private static Map<String, String> flags(Instruction instruction) {
        Map<String, String> flags = new TreeMap<>();
        instruction.flags().forEach(flag -> flags.putIfAbsent(flag.name(), flag.value()));
        return flags;
    }

    /** The mounts of RUN as maps: {@code type=cache,target=/x} has type and target. */
    private static List<SourceMap> mounts(Instruction instruction, Mark mark) {
        List<SourceMap> mounts = new ArrayList<>();
        for (Flag flag : instruction.flags()) {
            if (flag.name().equals("mount")) {
                mounts.add(mount(flag.value(), mark));
            }
        }
        return mounts;
    }

    private static SourceMap mount(String text, Mark mark) {
        Tree mount = new Tree(mark)
                .put("type", "bind")
                .put("target", "")
                .put("id", "")
                .put("from", "");
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            String name = Set.of("dst", "destination").contains(key) ? "target" : key;
            mount.put(name, equals < 0 ? "true" : part.substring(equals + 1));
        }
        return mount.build();
    }

    private List<SourceMap> pairs(Step step, Mark mark) {
        List<SourceMap> pairs = new ArrayList<>();
        for (Pair pair : step.pairs()) {
            pairs.add(new Tree(mark)
                    .put("name", pair.name())
                    .put("value", Words.unquoted(pair.value(), escape))
                    .put("assigned", pair.assigned())
                    .build());
        }
        return pairs;
    }
}
