package dev.seawall.engine.check;

import dev.seawall.engine.check.cel.CelError;
import dev.seawall.engine.check.dockerfile.DockerfilePatch;
import dev.seawall.engine.check.patch.Edit;
import dev.seawall.engine.check.patch.UnpatchableException;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the steps of a violated check into edits of the file that the finding is in. */
final class FixPlan {
    private final Violation violation;
    private final String origin;

    private FixPlan(Violation violation) {
        this.violation = violation;
        this.origin = origin(violation.document());
    }

    /** The edits of a tree that repair a violation, in order; paths are those of the whole file. */
    static List<Edit> edits(Violation violation) throws UnpatchableException {
        FixPlan plan = new FixPlan(violation);
        List<Edit> edits = new ArrayList<>();
        for (FixStep step : plan.steps()) {
            if (!step.isOnDockerfile()) {
                plan.add(step, edits);
            }
        }
        return edits;
    }

    /** The edits of a Dockerfile that repair a violation. */
    static List<DockerfilePatch.Change> changes(Violation violation) throws UnpatchableException {
        FixPlan plan = new FixPlan(violation);
        List<DockerfilePatch.Change> changes = new ArrayList<>();
        for (FixStep step : plan.steps()) {
            if (step.isOnDockerfile()) {
                for (int line : plan.lines(step)) {
                    changes.add(plan.change(step, line));
                }
            }
        }
        return changes;
    }

    /** What the steps take for granted, in words for the user. */
    static List<String> assumptions(Violation violation) {
        return new FixPlan(violation)
                .steps().stream()
                        .map(step -> step.text("assumes"))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Ids of checks that may fail afterwards, because what was wrong hid them. */
    static List<String> reveals(Violation violation) {
        return new FixPlan(violation)
                .steps().stream()
                        .flatMap(step -> step.texts("reveals").stream())
                        .toList();
    }

    private List<FixStep> steps() {
        return violation.check().fix().stream()
                .map(FixStep::new)
                .filter(step -> step.isFor(origin) && step.applies(violation.variables()))
                .toList();
    }

    private static String origin(Document document) {
        Workload workload = document.workload();
        String kind = document.kinds().getFirst();
        return kind.equals("compose") || kind.equals("compose-service")
                ? "compose"
                : kind.equals("daemon") || kind.equals("dockerfile")
                        ? kind
                        : workload == null || workload.origin().equals("kubernetes") ? "kubernetes" : "other";
    }

    private void add(FixStep step, List<Edit> edits) throws UnpatchableException {
        List<Object> path = path(step);
        switch (step.op()) {
            case "set" -> edits.add(new Edit.Set(path, value(step)));
            case "append" -> edits.add(new Edit.Append(path, value(step)));
            case "remove" -> edits.add(new Edit.Remove(path));
            case "remove-items" -> items(step, path, edits);
            default -> throw new UnpatchableException("an operation " + step.op() + " on a tree");
        }
    }

    private void items(FixStep step, List<Object> path, List<Edit> edits) {
        Object list = TreePath.value(root(), step.text("path").isEmpty() ? base(step) : join(step));
        if (list instanceof List<?> items) {
            for (Object item : items) {
                List<@Nullable Object> variables = new ArrayList<>(violation.variables());
                variables.set(CheckVariables.ITEM, item);
                if (Boolean.TRUE.equals(step.run("item", variables))) {
                    edits.add(new Edit.Take(path, item));
                }
            }
        }
    }

    private @Nullable Object value(FixStep step) throws UnpatchableException {
        Object value = step.value(violation.variables());
        if (value instanceof CelError error) {
            throw new UnpatchableException("no value is known: " + error.message());
        }
        return value;
    }

    private List<Object> path(FixStep step) throws UnpatchableException {
        String inDocument = join(step);
        String document = documentPath();
        String whole = TreePath.join(document, inDocument);
        if (whole.isEmpty()) {
            throw new UnpatchableException("the place is the whole document");
        }
        return TreePath.parse(whole);
    }

    private String join(FixStep step) {
        return TreePath.join(base(step), step.text("path"));
    }

    /** The tree that paths below {@link #documentPath} start from. */
    private SourceMap root() {
        return violation.document().root();
    }

    private String documentPath() {
        Document document = violation.document();
        Workload workload = document.workload();
        if (document.kinds().getFirst().equals("compose-service") && workload != null) {
            return TreePath.child("services", workload.name());
        }
        String path = document.place().path();
        return path == null ? "" : path;
    }

    private String base(FixStep step) {
        Places.Place place = violation.place();
        Workload workload = violation.document().workload();
        String pod = workload == null ? "" : workload.podPath();
        if (origin.equals("compose") || step.text("of").equals("document")) {
            return "";
        }
        return switch (step.text("of")) {
            case "pod" -> pod;
            case "template" -> pod.endsWith(".spec") ? pod.substring(0, pod.length() - 5) : "";
            case "container" -> TreePath.join(pod, containerOf(place.path()));
            default -> place.inPod() ? TreePath.join(pod, place.path()) : place.path();
        };
    }

    private static String containerOf(String path) {
        int end = path.indexOf(']');
        return end < 0 ? path : path.substring(0, end + 1);
    }

    private List<Integer> lines(FixStep step) {
        Object lines = step.run("lines", violation.variables());
        if (lines instanceof List<?> list) {
            return list.stream()
                    .filter(Long.class::isInstance)
                    .map(line -> Math.toIntExact((Long) line))
                    .toList();
        }
        return violation.place().item() instanceof SourceMap item && item.get("line") instanceof Number line
                ? List.of(line.intValue())
                : List.of(violation.finding().location().line());
    }

    private DockerfilePatch.Change change(FixStep step, int line) throws UnpatchableException {
        String value = String.valueOf(value(step));
        return switch (step.op()) {
            case "delete" -> new DockerfilePatch.Delete(line);
            case "replace" -> new DockerfilePatch.Replace(line, step.text("match"), value);
            case "add-flag" ->
                new DockerfilePatch.AddFlag(
                        line, step.texts("command"), step.texts("action"), step.texts("unless"), value);
            case "drop-program" -> new DockerfilePatch.RenameProgram(line, step.text("command"), "");
            case "rename-program" -> new DockerfilePatch.RenameProgram(line, step.text("command"), value);
            case "append-command" -> new DockerfilePatch.AppendCommand(line, value);
            case "exec-form" -> new DockerfilePatch.ExecForm(line);
            default -> throw new UnpatchableException("an operation " + step.op() + " on a Dockerfile");
        };
    }
}
