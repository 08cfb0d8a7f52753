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

/** The signature policy of Podman, Buildah and CRI-O, {@code policy.json}: a document {@code image-policy}. */
public final class ImagePolicyReader implements DocumentReader {
    @Override
    public String id() {
        return "image-policy";
    }

    @Override
    public boolean accepts(InputFile file) {
        String head = file.head();
        return !file.isFolder()
                && file.name().equals("policy.json")
                && head.contains("\"default\"")
                && (head.contains("insecureAcceptAnything") || head.contains("reject") || head.contains("signedBy"));
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        for (TreeDocument tree : JsonTree.parse(file.content())) {
            if (tree.problem() != null) {
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, tree.problem()));
            } else if (tree.root() instanceof SourceMap root) {
                documents.add(Document.of(file.shown(), "image-policy", root, Mark.line(tree.line())));
            }
        }
        return Documents.of(documents, problems);
    }
}
