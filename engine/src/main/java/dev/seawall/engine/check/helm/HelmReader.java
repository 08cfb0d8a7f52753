package dev.seawall.engine.check.helm;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.kubernetes.KubernetesObjects;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.SourceTree;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Helm charts: a folder with a {@code Chart.yaml}. Objects stand in their templates' lines; where a value decides what a
 * line says, its mark names the line in {@code values.yaml}.
 */
public final class HelmReader implements DocumentReader {
    @Override
    public String id() {
        return "helm";
    }

    @Override
    public boolean accepts(InputFile file) {
        return file.isFolder() && Files.isRegularFile(file.path().resolve("Chart.yaml"));
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        Chart chart = new Chart(file, file.instead());
        Chart.Rendered rendered = chart.render();
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>(chart.problems());
        SourceMap values = values(file);
        for (int i = 0; i < rendered.plain().size(); i++) {
            Manifests.Manifest manifest = rendered.plain().get(i);
            TemplateText template = rendered.templates().getOrDefault(manifest.template(), new TemplateText(""));
            Manifests.Manifest marked =
                    i < rendered.marked().size() ? rendered.marked().get(i) : new Manifests.Manifest("", "");
            Places places = new Places(template, values, Manifests.lines(manifest, marked, template));
            String shown = file.shown().replaceFirst("/+$", "") + "/" + manifest.template();
            for (TreeDocument tree : YamlTree.parse(manifest.text().getBytes(StandardCharsets.UTF_8))) {
                if (tree.problem() != null) {
                    problems.add(new FileStatus(shown, FileStatus.State.MALFORMED, "rendered, " + tree.problem()));
                } else if (tree.root() instanceof SourceMap root && !isTest(root)) {
                    Mark place = Mark.line(places.line(tree.line()));
                    documents.add(KubernetesObjects.document(SourceTree.relined(root, places::mark), place, shown));
                }
            }
        }
        return Documents.of(documents, problems);
    }

    /** A pod that only runs when somebody tests the release. */
    private static boolean isTest(SourceMap root) {
        return root.map("metadata").map("annotations").text("helm.sh/hook").startsWith("test")
                || root.text("kind").isEmpty();
    }

    private static SourceMap values(InputFile file) throws IOException {
        byte[] other = file.instead().get("values.yaml");
        Path path = file.path().resolve("values.yaml");
        byte[] content = other != null ? other : Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
        for (TreeDocument tree : YamlTree.parse(content)) {
            if (tree.root() instanceof SourceMap root) {
                return root;
            }
        }
        return SourceMap.EMPTY;
    }

    /** Brings places in a manifest back to those in its template and in the values. */
    private record Places(TemplateText template, SourceMap values, int[] lines) {
        int line(int rendered) {
            return lines[Math.min(Math.max(rendered, 1), lines.length - 1)];
        }

        Mark mark(Mark mark) {
            if (mark.line() == 0) {
                return mark;
            }
            int line = line(mark.line());
            int end = Math.max(line, line(mark.endLine()));
            return new Mark(line, mark.column(), end, mark.endColumn(), decides(line, end));
        }

        /** {@code values.yaml:LINE (.Values.PATH)} where one value alone is printed in the lines. */
        private @Nullable String decides(int line, int end) {
            Set<String> named = template.values(line, end);
            if (named.size() != 1) {
                return null;
            }
            String path = named.iterator().next();
            int at = TreePath.mark(values, path).line();
            return at == 0 ? "values.yaml (.Values." + path + ")" : "values.yaml:" + at + " (.Values." + path + ")";
        }
    }
}
