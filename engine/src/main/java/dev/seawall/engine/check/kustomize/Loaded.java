package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.SourceTree;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The files that a kustomization reads, with bounds; every place in them knows its file. */
final class Loaded {
    /** In front of the path of a mark that stands in another file than its document. */
    static final String IN_FILE = "file:";

    private static final int MOST_FILES = 2_000;
    private static final long LARGEST_BYTES = 5_000_000;

    private final Path folder;
    private final String shown;
    private final Set<Path> read = new HashSet<>();
    private final List<FileStatus> problems = new ArrayList<>();

    /** @param shown how reports name the folder */
    Loaded(Path folder, String shown) {
        this.folder = folder.toAbsolutePath().normalize();
        this.shown = shown.replaceFirst("/+$", "");
    }

    List<FileStatus> problems() {
        return problems;
    }

    /** Everything that was read. */
    Set<Path> read() {
        return read;
    }

    void problem(String file, FileStatus.State state, String reason) {
        FileStatus status = new FileStatus(file, state, reason);
        if (!problems.contains(status)) {
            problems.add(status);
        }
    }

    /** How reports name a file: from the folder as it was given, {@code ..} resolved where that is possible. */
    String shown(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        if (whole.startsWith(folder)) {
            return shown + "/" + folder.relativize(whole);
        }
        Path relative = Path.of(shown, folder.relativize(whole).toString()).normalize();
        return relative.toString();
    }

    byte[] bytes(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(whole)) {
            throw new IOException("there is no file " + shown(path));
        }
        read.add(whole);
        if (read.size() > MOST_FILES || Files.size(whole) > LARGEST_BYTES) {
            throw new IOException(read.size() > MOST_FILES ? "more than " + MOST_FILES + " files" : "larger than 5 MB");
        }
        return Files.readAllBytes(whole);
    }

    /** The kustomization itself. */
    SourceMap tree(Path path) throws IOException {
        for (TreeDocument tree : relined(YamlTree.parse(bytes(path)), shown(path), 0)) {
            if (tree.problem() != null) {
                throw new IOException(shown(path) + ", " + tree.problem());
            }
            if (tree.root() instanceof SourceMap root) {
                return root;
            }
        }
        return SourceMap.EMPTY;
    }

    /** The objects in a file, those of lists one by one. */
    List<Resource> objects(Path path) throws IOException {
        List<Resource> resources = new ArrayList<>();
        for (TreeDocument tree : relined(YamlTree.parse(bytes(path)), shown(path), 0)) {
            if (tree.problem() != null) {
                problem(shown(path), FileStatus.State.MALFORMED, tree.problem());
            } else if (tree.root() instanceof SourceMap root) {
                add(resources, root, shown(path), tree.line());
            }
        }
        return resources;
    }

    private static void add(List<Resource> resources, SourceMap root, String file, int line) {
        SourceList items = root.list("items");
        if (root.text("kind").endsWith("List") && root.containsKey("items")) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof SourceMap item) {
                    add(resources, item, file, items.mark(i).line());
                }
            }
        } else {
            resources.add(new Resource(file, line, root));
        }
    }

    /** The same documents with marks that name their file, some lines further down. */
    List<TreeDocument> relined(List<TreeDocument> trees, String file, int below) {
        UnaryOperator<Mark> moved = mark -> mark.line() == 0
                ? mark
                : new Mark(
                        mark.line() + below, mark.column(), mark.endLine() + below, mark.endColumn(), IN_FILE + file);
        return trees.stream()
                .map(tree ->
                        new TreeDocument(tree.line() + below, SourceTree.relined(tree.root(), moved), tree.problem()))
                .toList();
    }
}
