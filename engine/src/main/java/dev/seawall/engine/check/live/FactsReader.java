package dev.seawall.engine.check.live;

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
 * Facts of something live that were written down: {@code NAME.engine.json} as {@link LiveEngine} collects them,
 * {@code NAME.registry.json} as {@link LiveRegistry} does.
 */
public final class FactsReader implements DocumentReader {
    private static final List<String> KINDS = List.of("engine", "registry", "registry-tag");

    @Override
    public String id() {
        return "facts";
    }

    @Override
    public boolean accepts(InputFile file) {
        return !file.isFolder()
                && !kind(file).isEmpty()
                && file.head().stripLeading().startsWith("{");
    }

    private static String kind(InputFile file) {
        return KINDS.stream()
                .filter(kind -> file.name().endsWith("." + kind + ".json"))
                .findFirst()
                .orElse("");
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        for (TreeDocument tree : JsonTree.parse(file.content())) {
            if (tree.root() instanceof SourceMap root) {
                documents.add(Document.of(file.shown(), kind(file), root, Mark.line(tree.line())));
            } else {
                String problem = tree.problem() == null ? "it is no JSON object" : tree.problem();
                problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, problem));
            }
        }
        return Documents.of(documents, problems);
    }
}
