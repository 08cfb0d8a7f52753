package dev.seawall.engine.check.system;

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

/** A seccomp profile in the form that Docker, containerd, CRI-O and the kubelet read: JSON with {@code defaultAction}. */
public final class SeccompReader implements DocumentReader {
    @Override
    public String id() {
        return "seccomp";
    }

    @Override
    public boolean accepts(InputFile file) {
        String head = file.isFolder() ? "" : file.head();
        return head.stripLeading().startsWith("{") && head.contains("\"defaultAction\"") && head.contains("SCMP_ACT_");
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        for (TreeDocument tree : JsonTree.parse(file.content())) {
            if (tree.root() instanceof SourceMap root) {
                documents.add(Document.of(file.shown(), "seccomp", root, Mark.line(tree.line())));
            } else {
                String problem = tree.problem() == null ? "it is no JSON object" : tree.problem();
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, problem));
            }
        }
        return Documents.of(documents, problems);
    }
}
