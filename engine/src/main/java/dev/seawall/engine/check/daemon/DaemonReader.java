package dev.seawall.engine.check.daemon;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.tree.JsonTree;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Docker daemon's {@code daemon.json}; an empty file is a daemon with all its defaults. */
public final class DaemonReader implements DocumentReader {
    @Override
    public String id() {
        return "daemon";
    }

    @Override
    public boolean accepts(InputFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return !file.isFolder()
                && name.matches("(.*[._-])?daemon\\.json")
                && !file.head().contains("\"apiVersion\"");
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        List<TreeDocument> trees = JsonTree.parse(file.content());
        if (trees.isEmpty()) {
            documents.add(Document.of(file.shown(), "daemon", SourceMap.EMPTY, Mark.line(1)));
        }
        for (TreeDocument tree : trees) {
            if (tree.problem() != null) {
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, tree.problem()));
            } else if (tree.root() instanceof SourceMap root) {
                documents.add(Document.of(file.shown(), "daemon", root, Mark.line(tree.line())));
            } else {
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, "daemon.json is an object"));
            }
        }
        return Documents.of(documents, problems);
    }
}
