package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks the instructions once and works out stages, scopes and what holds at each step. */
final class BuildPlan {
    private static final Set<String> EXPANDED =
            Set.of("ADD", "COPY", "EXPOSE", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");

    private static final int MOST_VARIABLES = 500;

    private final char escape;
    private final Scope global = Scope.global();
    private final List<Step> before = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Stage> names = new HashMap<>();
    private Map<String, String> environment = Map.of();
    private Map<String, String> variables = Map.of();
    private String workdir = "";
    private String user = "";
    private List<String> shell = List.of();
    private final Map<Stage, Step> ends = new HashMap<>();

    private BuildPlan(char escape) {
        this.escape = escape;
    }

    static BuildPlan of(Dockerfile file) {
        BuildPlan plan = new BuildPlan(file.escape());
        file.instructions().forEach(plan::take);
        if (!plan.stages.isEmpty()) {
            for (Stage stage = plan.stages.getLast(); stage != null; stage = stage.parent) {
                stage.kept = true;
            }
        }
        return plan;
    }

    /** The steps before the first FROM: global arguments. */
    List<Step> before() {
        return before;
    }

    List<Stage> stages() {
        return stages;
    }

    private void take(Instruction instruction) {
        if (instruction.is("FROM") && !instruction.onbuild()) {
            from(instruction);
        } else if (stages.isEmpty() && instruction.is("ARG") && !instruction.onbuild()) {
            before.add(step(instruction, global));
            global(instruction);
        } else {
            inStage(instruction);
        }
    }

    private void global(Instruction argument) {
        for (Pair pair : Pair.of(argument, escape)) {
            if (pair.assigned()) {
                global.argument(pair.name(), new Expansion(global, escape).expand(pair.value()));
            } else {
                global.argument(pair.name(), global);
            }
        }
    }

    private void from(Instruction from) {
        remember();
        BaseImage base = BaseImage.of(from, new Expansion(global, escape));
        Stage parent = names.get(base.image().toLowerCase(Locale.ROOT));
        Stage stage = new Stage(stages.size(), from, base, parent);
        stages.add(stage);
        if (!base.name().isEmpty()) {
            names.put(base.name().toLowerCase(Locale.ROOT), stage);
        }
        start(parent == null ? null : ends.get(parent));
    }

    /** What holds at the end of the stage so far, for stages that build on it. */
    private void remember() {
        if (!stages.isEmpty()) {
            Stage last = stages.getLast();
            Instruction any =
                    last.from != null ? last.from : last.steps.getLast().instruction();
            ends.put(last, new Step(any, List.of(), environment, environment, workdir, user, shell));
        }
    }

    private void start(@Nullable Step end) {
        environment = end == null ? Map.of() : end.environment();
        variables = environment;
        workdir = end == null ? "" : end.workdir();
        user = end == null ? "" : end.user();
        shell = end == null ? List.of() : end.shell();
    }

    private void inStage(Instruction instruction) {
        if (stages.isEmpty()) {
            stages.add(new Stage(0, null, new BaseImage("", "", "", ""), null));
        }
        Stage stage = stages.getLast();
        Step step = step(instruction, stage.scope);
        stage.steps.add(step);
        apply(step, stage.scope);
    }

    private Step step(Instruction instruction, Scope scope) {
        boolean pairs = Set.of("ENV", "LABEL", "ARG").contains(instruction.keyword());
        Instruction told = EXPANDED.contains(instruction.keyword()) ? expanded(instruction, scope) : instruction;
        return new Step(
                told, pairs ? Pair.of(instruction, escape) : List.of(), environment, variables, workdir, user, shell);
    }

    private Instruction expanded(Instruction instruction, Scope scope) {
        Expansion expansion = new Expansion(scope, escape);
        return instruction.withWords(instruction.words().stream()
                .map(word -> instruction.json() ? word : expansion.expand(word))
                .toList());
    }

    private void apply(Step step, Scope scope) {
        Instruction instruction = step.instruction();
        List<String> words = instruction.words();
        switch (instruction.keyword()) {
            case "ENV" -> setEnvironment(step, scope);
            case "ARG" -> setArguments(step, scope);
            case "WORKDIR" -> workdir = String.join(" ", words);
            case "USER" -> user = String.join(" ", words);
            case "SHELL" -> shell = instruction.json() ? words : shell;
            default -> {
                return;
            }
        }
    }

    private void setEnvironment(Step step, Scope scope) {
        Map<String, String> set = new TreeMap<>();
        for (Pair pair : step.pairs()) {
            String value = new Expansion(scope, escape).expand(pair.value());
            set.put(pair.name(), value);
            if (!step.instruction().onbuild()) {
                scope.environment(pair.name(), value);
            }
        }
        environment = with(environment, set);
        variables = with(variables, set);
    }

    private void setArguments(Step step, Scope scope) {
        Map<String, String> set = new TreeMap<>();
        for (Pair pair : step.pairs()) {
            if (pair.assigned()) {
                scope.argument(pair.name(), new Expansion(scope, escape).expand(pair.value()));
            } else {
                scope.argument(pair.name(), global);
            }
            scope.value(pair.name()).ifPresent(value -> set.put(pair.name(), value));
        }
        variables = with(variables, set);
    }

    private static Map<String, String> with(Map<String, String> known, Map<String, String> set) {
        if (set.isEmpty() || known.size() > MOST_VARIABLES) {
            return known;
        }
        Map<String, String> all = new TreeMap<>(known);
        all.putAll(set);
        return Collections.unmodifiableMap(all);
    }
}
