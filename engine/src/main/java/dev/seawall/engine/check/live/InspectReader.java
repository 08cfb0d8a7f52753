package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.Workload;
import dev.seawall.engine.check.compose.ServiceWorkload;
import dev.seawall.engine.check.tree.JsonTree;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code docker inspect} and {@code podman inspect}: containers. The document is the service in Compose's
 * words with the inspect answer itself under {@code inspect}; with it comes the workload.
 */
public final class InspectReader implements DocumentReader {
    /** The document kind that checks target. */
    public static final String KIND = "container";

    private static final ServiceWorkload.Origin ORIGIN = new ServiceWorkload.Origin(KIND, "inspect");

    @Override
    public String id() {
        return "inspect";
    }

    @Override
    public boolean accepts(InputFile file) {
        String head = file.isFolder() ? "" : file.head().stripLeading();
        return (head.startsWith("[") || head.startsWith("{"))
                && (file.name().endsWith(".inspect.json")
                        || (head.contains("\"HostConfig\"") && head.contains("\"Created\"")));
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        for (TreeDocument tree : JsonTree.parse(file.content())) {
            SourceList all = tree.root() instanceof SourceList list
                    ? list
                    : new SourceList.Builder()
                            .add(tree.root(), Mark.line(tree.line()))
                            .build();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) instanceof SourceMap container) {
                    documents.add(document(file.shown(), container, all.mark(i), false, null));
                } else {
                    String problem = tree.problem() == null ? "it is no JSON object" : tree.problem();
                    problems.add(new FileStatus(file.shown(), FileStatus.State.MALFORMED, problem));
                }
            }
        }
        return Documents.of(documents, problems);
    }

    /**
     * One container.
     *
     * @param noNewPrivileges whether the engine denies new privileges to all of its containers
     * @param image the image's configuration under {@code config}, where known
     */
    static Document document(
            String path, SourceMap inspect, Mark mark, boolean noNewPrivileges, @Nullable SourceMap image) {
        SourceMap service = InspectedContainer.of(inspect, noNewPrivileges);
        String name = inspect.text("Name").replaceFirst("^/", "");
        Workload workload = ServiceWorkload.of(ORIGIN, name, service, "", mark);
        return new Document(path, List.of(KIND, Document.WORKLOAD), service, mark, workload, image);
    }
}
