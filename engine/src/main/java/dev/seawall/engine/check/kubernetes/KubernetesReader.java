package dev.seawall.engine.check.kubernetes;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.tree.JsonTree;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Kubernetes objects in YAML or JSON: one, several, or a List. */
public final class KubernetesReader implements DocumentReader {
    private static final Pattern API_VERSION =
            Pattern.compile("(?m)^[\\s\"'{,]*apiVersion[\"']?\\s*:|[{,]\\s*\"apiVersion\"\\s*:");
    private static final Pattern KIND = Pattern.compile("(?m)^[\\s\"'{,]*kind[\"']?\\s*:|[{,]\\s*\"kind\"\\s*:");

    @Override
    public String id() {
        return "kubernetes";
    }

    @Override
    public boolean accepts(InputFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (file.isFolder()
                || !(name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json") || file.isGiven())) {
            return false;
        }
        String head = file.head();
        return API_VERSION.matcher(head).find() && KIND.matcher(head).find();
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        for (TreeDocument tree : trees(file)) {
            if (tree.problem() != null) {
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, tree.problem()));
            } else if (tree.root() instanceof SourceMap root) {
                objects(root, Mark.line(tree.line()).from(""), file.shown(), documents);
            }
        }
        return Documents.of(documents, problems);
    }

    private static List<TreeDocument> trees(InputFile file) throws IOException {
        boolean json = file.head().stripLeading().startsWith("{");
        List<TreeDocument> trees = json ? JsonTree.parse(file.content()) : YamlTree.parse(file.content());
        boolean broken = json && trees.stream().anyMatch(tree -> tree.problem() != null);
        return broken && !file.name().endsWith(".json") ? YamlTree.parse(file.content()) : trees;
    }

    /** The object, or those of a List; what is no object is left out politely. */
    private static void objects(SourceMap root, Mark placed, String path, List<Document> documents) {
        String kind = root.text("kind");
        if (kind.isEmpty() || root.text("apiVersion").isEmpty()) {
            return;
        }
        if (kind.endsWith("List") && root.containsKey("items")) {
            for (int i = 0; i < root.list("items").size(); i++) {
                if (root.list("items").get(i) instanceof SourceMap item) {
                    String place = TreePath.item(TreePath.join(String.valueOf(placed.path()), "items"), i);
                    objects(item, root.list("items").mark(i).from(place), path, documents);
                }
            }
            return;
        }
        documents.add(KubernetesObjects.document(root, placed, path));
    }
}
