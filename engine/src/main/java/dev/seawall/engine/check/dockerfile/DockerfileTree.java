package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The whole document that conditions see as {@code object}; docs/guide/check-dockerfile.md lists its keys. */
final class DockerfileTree {
    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private final Dockerfile file;
    private final BuildPlan plan;
    private final HadolintConfig hadolint;
    private final StageTree stageTree;
    private final InstructionTree instructionTree;
    private final List<SourceMap> all = new ArrayList<>();
    private final List<SourceMap> stages = new ArrayList<>();

    DockerfileTree(Dockerfile file, BuildPlan plan, LocalDate today, HadolintConfig hadolint) {
        this.file = file;
        this.hadolint = hadolint;
        this.plan = plan;
        this.stageTree = new StageTree(plan.stages(), today);
        this.instructionTree = new InstructionTree(file.escape(), Pragmas.isPosix(file));
    }

    /** The document, and in {@code final} what the built image will have. */
    SourceMap build() {
        instructions(plan.before(), null);
        for (Stage stage : plan.stages()) {
            if (stage.from != null) {
                all.add(fromInstruction(stage));
            }
            stages.add(stageTree.of(stage, instructions(stage.steps, stage)));
        }
        Mark top = Mark.line(1);
        Tree root = new Tree(top)
                .put("syntax", file.syntax())
                .put("escape", String.valueOf(file.escape()))
                .put("stages", marked(stages))
                .put("instructions", marked(all))
                .put("pragmas", pragmas())
                .put("hadolint", hadolint.toMap())
                .put(
                        "final",
                        plan.stages().isEmpty()
                                ? SourceMap.EMPTY
                                : FinalImage.of(plan.stages().getLast()));
        byKeyword().forEach((keyword, list) -> root.put(keyword.toLowerCase(Locale.ROOT), marked(list)));
        return root.build();
    }

    private List<SourceMap> instructions(List<Step> steps, @Nullable Stage stage) {
        List<SourceMap> maps = new ArrayList<>();
        Step previous = null;
        for (Step step : steps) {
            maps.add(instructionTree.of(step, stage, previous));
            previous = step;
        }
        all.addAll(maps);
        return maps;
    }

    private SourceMap fromInstruction(Stage stage) {
        Instruction from = stage.from;
        if (from == null) {
            return SourceMap.EMPTY;
        }
        return instructionTree.of(new Step(from, List.of(), Map.of(), Map.of(), "", "", List.of()), stage, null);
    }

    private Map<String, List<SourceMap>> byKeyword() {
        Map<String, List<SourceMap>> lists = new TreeMap<>();
        new TreeSet<>(KEYWORDS).forEach(keyword -> lists.put(keyword, new ArrayList<>()));
        all.forEach(map -> lists.computeIfAbsent(map.text("cmd"), keyword -> new ArrayList<>())
                .add(map));
        return lists;
    }

    private SourceList pragmas() {
        List<SourceMap> maps = new ArrayList<>();
        for (Pragmas.Pragma ignore : Pragmas.ignores(file)) {
            maps.add(new Tree(Mark.line(ignore.line()))
                    .put("line", ignore.line())
                    .put("global", ignore.global())
                    .put("rules", ignore.rules())
                    .build());
        }
        return marked(maps);
    }

    /** A list whose items keep their own places. */
    private static SourceList marked(List<SourceMap> maps) {
        SourceList.Builder list = new SourceList.Builder();
        for (SourceMap map : maps) {
            String any = map.containsKey("line") ? "line" : "index";
            list.add(map, map.mark(any));
        }
        return list.build();
    }
}
