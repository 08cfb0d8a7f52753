package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the built image's configuration will say as far as the file sets it, under the names of {@code docker inspect}:
 * User, WorkingDir, Cmd, Entrypoint, Env, ExposedPorts, Healthcheck, Labels, Volumes. What comes from the base image
 * is absent.
 */
final class FinalImage {
    private FinalImage() {}

    static SourceMap of(Stage stage) {
        Mark mark = stage.from == null ? Mark.line(1) : InstructionTree.mark(stage.from);
        SourceMap.Builder image = new SourceMap.Builder();
        text(image, "User", stage.last("USER"));
        text(image, "WorkingDir", stage.last("WORKDIR"));
        stage.last("ENTRYPOINT").ifPresent(step -> words(image, "Entrypoint", step));
        command(stage).ifPresent(step -> words(image, "Cmd", step));
        stage.last("HEALTHCHECK").ifPresent(step -> image.put("Healthcheck", healthcheck(step), mark(step)));
        image.put("Env", Tree.list(environment(stage), mark), mark);
        image.put("ExposedPorts", Tree.list(ports(stage), mark), mark);
        return image.build();
    }

    /** An ENTRYPOINT that comes later clears a CMD of the same stage's parents. */
    private static Optional<Step> command(Stage stage) {
        Optional<Step> own = stage.ownLast("CMD");
        return own.isPresent() || stage.ownLast("ENTRYPOINT").isPresent() ? own : stage.last("CMD");
    }

    static Mark mark(Step step) {
        return InstructionTree.mark(step.instruction());
    }

    private static void text(SourceMap.Builder image, String key, Optional<Step> found) {
        found.ifPresent(
                step -> image.put(key, String.join(" ", step.instruction().words()), mark(step)));
    }

    private static void words(SourceMap.Builder image, String key, Step step) {
        image.put(key, Tree.list(argv(step), mark(step)), mark(step));
    }

    /** The words that are started: those of the JSON form, else the shell with the text. */
    static List<String> argv(Step step) {
        Instruction instruction = step.instruction();
        if (instruction.json()) {
            return instruction.words();
        }
        List<String> argv = new ArrayList<>(step.shell().isEmpty() ? List.of("/bin/sh", "-c") : step.shell());
        argv.add(instruction.text());
        return argv;
    }

    private static SourceMap healthcheck(Step step) {
        Instruction instruction = step.instruction();
        boolean none = instruction.text().strip().equalsIgnoreCase("NONE");
        Tree check = new Tree(mark(step)).put("None", none);
        String text = instruction.text().replaceFirst("(?i)^CMD\\s+", "");
        check.put(
                "Test",
                none ? List.of("NONE") : instruction.json() ? instruction.words() : List.of("/bin/sh", "-c", text));
        instruction.flags().forEach(flag -> check.put(flag.name(), flag.value()));
        return check.build();
    }

    static Set<String> ports(Stage stage) {
        Set<String> ports = new TreeSet<>();
        for (Stage each = stage; each != null; each = each.parent) {
            each.steps.stream()
                    .filter(step -> step.instruction().is("EXPOSE")
                            && !step.instruction().onbuild())
                    .forEach(step -> ports.addAll(step.instruction().words()));
        }
        return ports;
    }

    private static List<String> environment(Stage stage) {
        return stage.scope.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
