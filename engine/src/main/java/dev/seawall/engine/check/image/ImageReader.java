package dev.seawall.engine.check.image;

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

/**
 * Reads the configuration blob of an image, OCI image-spec form. A scan adds what only the layers tell under
 * {@code files} and the name under {@code reference}; conditions ask for both with {@code object.?files}.
 */
public final class ImageReader implements DocumentReader {
    /** The document kind that checks target. */
    public static final String KIND = "image";

    @Override
    public String id() {
        return KIND;
    }

    @Override
    public boolean accepts(InputFile file) {
        String head = file.isFolder() ? "" : file.head().stripLeading();
        return head.startsWith("{")
                && (head.contains("\"diff_ids\"") || file.name().endsWith(".image.json"));
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        for (TreeDocument tree : JsonTree.parse(file.content())) {
            if (tree.root() instanceof SourceMap root) {
                documents.add(Document.of(file.shown(), KIND, root, Mark.line(tree.line())));
            } else {
                String problem = tree.problem() == null ? "it is no JSON object" : tree.problem();
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, problem));
            }
        }
        return Documents.of(documents, problems);
    }
}
