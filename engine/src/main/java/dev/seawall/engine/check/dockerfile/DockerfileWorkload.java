package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.Workload;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The container that the image starts by default, under the names of the PodSpec. What the file leaves open is absent. */
final class DockerfileWorkload {
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:/(tcp|udp|sctp))?", Pattern.CASE_INSENSITIVE);

    private DockerfileWorkload() {}

    static Workload of(String name, Stage stage) {
        Mark mark = stage.from == null ? Mark.line(1) : InstructionTree.mark(stage.from);
        SourceMap.Builder container = new SourceMap.Builder();
        container.put("name", name, mark);
        stage.last("USER").ifPresent(step -> user(container, step));
        stage.last("ENTRYPOINT").ifPresent(step -> words(container, "command", step));
        stage.last("CMD").ifPresent(step -> words(container, "args", step));
        stage.last("WORKDIR")
                .ifPresent(step -> container.put(
                        "workingDir", String.join(" ", step.instruction().words()), FinalImage.mark(step)));
        container.put("env", environment(stage, mark), mark);
        container.put("ports", ports(stage, mark), mark);
        stage.last("HEALTHCHECK").ifPresent(step -> probe(container, step));
        SourceMap.Builder pod = new SourceMap.Builder();
        pod.put(
                "containers",
                new SourceList.Builder().add(container.build(), mark).build(),
                mark);
        return Workload.translated("Dockerfile", name, "dockerfile", SourceMap.EMPTY, pod.build());
    }

    /** A number is an id; a name other than root only says that it is not root. */
    private static void user(SourceMap.Builder container, Step step) {
        String user = String.join(" ", step.instruction().words()).split(":", 2)[0];
        Mark mark = FinalImage.mark(step);
        SourceMap.Builder context = new SourceMap.Builder();
        if (user.equals("root")) {
            context.put("runAsUser", 0L, mark);
        } else if (user.matches("\\d{1,10}")) {
            context.put("runAsUser", Long.parseLong(user), mark);
        } else if (user.indexOf('$') < 0) {
            context.put("runAsNonRoot", true, mark);
        }
        container.put("securityContext", context.build(), mark);
    }

    private static void words(SourceMap.Builder container, String key, Step step) {
        Mark mark = FinalImage.mark(step);
        container.put(key, Tree.list(FinalImage.argv(step), mark), mark);
    }

    private static SourceList environment(Stage stage, Mark mark) {
        List<SourceMap> variables = stage.scope.environment().entrySet().stream()
                .map(entry -> new Tree(mark)
                        .put("name", entry.getKey())
                        .put("value", entry.getValue())
                        .build())
                .toList();
        return Tree.maps(variables, mark);
    }

    private static SourceList ports(Stage stage, Mark mark) {
        List<SourceMap> ports = FinalImage.ports(stage).stream()
                .map(PORT::matcher)
                .filter(Matcher::matches)
                .map(port -> new Tree(mark)
                        .put("containerPort", Integer.valueOf(port.group(1)))
                        .put(
                                "protocol",
                                Optional.ofNullable(port.group(2)).orElse("TCP").toUpperCase(java.util.Locale.ROOT))
                        .build())
                .toList();
        return Tree.maps(ports, mark);
    }

    private static void probe(SourceMap.Builder container, Step step) {
        Mark mark = FinalImage.mark(step);
        if (!step.instruction().text().strip().equalsIgnoreCase("NONE")) {
            SourceMap exec =
                    new Tree(mark).put("command", FinalImage.argv(step)).build();
            container.put("livenessProbe", new Tree(mark).put("exec", exec).build(), mark);
        }
    }
}
