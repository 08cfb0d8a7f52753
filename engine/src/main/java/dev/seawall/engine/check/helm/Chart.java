package dev.seawall.engine.check.helm;

import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A chart being rendered: what Helm refuses is noted with its place and left out, and the rest is rendered again. */
final class Chart {
    private static final int MOST_TRIES = 30;
    private static final Pattern PLACE =
            Pattern.compile("\\(?([\\w.-]+)/((?:charts/[\\w.-]+/)*templates/[^\\s:)]+?)(?::(\\d+))?(?::\\d+)?[:)\\s]");
    private static final int SECONDS = 20;
    private static final int SECONDS_ALONE = 5;
    private static final int MOST_ENDLESS = 5;
    private static final Pattern REPEATS =
            Pattern.compile("\\{\\{[^}]*\\b(range|include|template|tpl|until|repeat)\\b");
    private static final Pattern NETWORK = Pattern.compile("\\{\\{[^}]*\\b(lookup\\s|getHostByName\\b)");

    private final InputFile file;
    private final Map<String, byte[]> instead;
    private final List<FileStatus> problems = new ArrayList<>();
    private String name = "release";

    /** The manifests and, in the same order, the same with marks; empty where marks could not be rendered. */
    record Rendered(
            List<Manifests.Manifest> plain, List<Manifests.Manifest> marked, Map<String, TemplateText> templates) {}

    /** @param instead other contents of its files, by their path in the chart */
    Chart(InputFile file, Map<String, byte[]> instead) {
        this.file = file;
        this.instead = instead;
    }

    List<FileStatus> problems() {
        return problems;
    }

    Rendered render() throws IOException {
        try (ChartCopy copy = ChartCopy.of(file.path(), instead)) {
            List<Manifests.Manifest> plain = prepare(copy);
            return new Rendered(plain, marked(copy), copy.templates());
        }
    }

    /** Renders a copy and leaves out of it what Helm refuses. */
    List<Manifests.Manifest> prepare(ChartCopy copy) throws IOException {
        SourceMap about = about();
        name = about.text("name").isEmpty() ? "release" : about.text("name");
        withoutAbsentDependencies(about, copy);
        copy.templates().forEach(this::network);
        return Manifests.of(rendered(copy, name));
    }

    /** Renders a copy that was prepared, after a change. */
    List<Manifests.Manifest> again(ChartCopy copy) throws IOException {
        return Manifests.of(HelmProcess.render(copy.folder(), name, SECONDS));
    }

    private SourceMap about() throws IOException {
        byte[] content = instead.get("Chart.yaml");
        byte[] text = content == null ? Files.readAllBytes(file.path().resolve("Chart.yaml")) : content;
        for (TreeDocument tree : YamlTree.parse(text)) {
            if (tree.problem() != null) {
                throw new IOException("Chart.yaml, " + tree.problem());
            }
            if (tree.root() instanceof SourceMap root) {
                return root;
            }
        }
        throw new IOException("Chart.yaml is no map");
    }

    /** What a template would ask a cluster or a name server is answered with nothing, and said. */
    private void network(String name, TemplateText template) {
        int line = template.find(NETWORK);
        if (line > 0) {
            problem(
                    name,
                    FileStatus.State.UNSUPPORTED,
                    "line " + line
                            + ": asks a cluster or a name server (lookup, getHostByName), which is answered with nothing");
        }
    }

    private void problem(String path, FileStatus.State state, String reason) {
        problems.add(new FileStatus(file.shown() + "/" + path, state, reason));
    }

    private void withoutAbsentDependencies(SourceMap about, ChartCopy copy) throws IOException {
        SourceList wanted = about.list("dependencies");
        List<String> lines = new ArrayList<>(Files.readAllLines(copy.folder().resolve("Chart.yaml")));
        boolean any = false;
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i) instanceof SourceMap dependency && !isThere(dependency)) {
                int line = TreePath.mark(about, "dependencies[" + i + "]").line();
                problem(
                        "Chart.yaml",
                        FileStatus.State.MALFORMED,
                        "line " + line + ": the dependency '" + dependency.text("name")
                                + "' is missing in charts/: run helm dependency build");
                int end = TreePath.mark(about, "dependencies[" + i + "]").endLine();
                for (int at = line; at <= Math.min(Math.max(line, end), lines.size()); at++) {
                    lines.set(at - 1, "");
                }
                any = true;
            }
        }
        if (any) {
            copy.put("Chart.yaml", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            copy.leaveOut("Chart.lock");
        }
    }

    private boolean isThere(SourceMap dependency) throws IOException {
        String name = dependency.text("name");
        Path charts = file.path().resolve("charts");
        if (!Files.isDirectory(charts)) {
            return false;
        }
        try (Stream<Path> list = Files.list(charts)) {
            return list.map(path -> String.valueOf(path.getFileName()))
                    .anyMatch(found -> found.equals(name) || (found.startsWith(name + "-") && found.endsWith(".tgz")));
        }
    }

    /** Renders, and again without each template that Helm refuses. */
    private String rendered(ChartCopy copy, String name) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return HelmProcess.render(copy.folder(), name, SECONDS);
            } catch (HelmProcess.ChartException e) {
                if (!leftOut(copy, String.valueOf(e.getMessage()))) {
                    throw new IOException(firstLine(e), e);
                }
            } catch (IOException e) {
                if (!withoutEndless(copy, name, firstLine(e))) {
                    throw e;
                }
            }
        }
        throw new IOException("more than " + MOST_TRIES + " templates are broken");
    }

    /** Renders every template alone and leaves those out that never end; false where none of them does that alone. */
    private boolean withoutEndless(ChartCopy copy, String name, String reason) throws IOException {
        List<String> present = copy.present();
        List<String> endless = new ArrayList<>();
        for (String template : present) {
            if (endless.size() >= MOST_ENDLESS) {
                break;
            }
            for (String other : present) {
                copy.leaveOut(other);
            }
            copy.restore(template);
            try {
                HelmProcess.render(copy.folder(), name, SECONDS_ALONE);
            } catch (HelmProcess.ChartException e) {
                continue;
            } catch (IOException e) {
                endless.add(template);
            }
        }
        for (String template : present) {
            if (endless.contains(template)) {
                copy.leaveOut(template);
                int line =
                        Objects.requireNonNull(copy.templates().get(template)).find(REPEATS);
                problem(template, FileStatus.State.MALFORMED, "line " + Math.max(1, line) + ": " + reason);
            } else {
                copy.restore(template);
            }
        }
        return !endless.isEmpty();
    }

    private boolean leftOut(ChartCopy copy, String reason) throws IOException {
        Matcher place = PLACE.matcher(reason + " ");
        if (!place.find() || !copy.leaveOut(place.group(2))) {
            return false;
        }
        String line = place.group(3) == null ? "" : "line " + place.group(3) + ": ";
        problem(place.group(2), FileStatus.State.MALFORMED, line + shortened(reason));
        return true;
    }

    private static String firstLine(Exception e) {
        return shortened(String.valueOf(e.getMessage()));
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 400 ? line.substring(0, 400) + "…" : line;
    }

    private List<Manifests.Manifest> marked(ChartCopy copy) {
        try {
            copy.mark();
            return again(copy);
        } catch (IOException e) {
            return List.of();
        }
    }
}
