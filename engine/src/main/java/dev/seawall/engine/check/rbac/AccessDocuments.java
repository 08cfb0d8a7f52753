package dev.seawall.engine.check.rbac;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.tree.PlainTree;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each subject of a run reaches, as documents of the kind {@code rbac-access}: the subject, and for secrets, exec
 * and administrator the way there and how many steps it has. They stand where the subject's first binding stands.
 */
public final class AccessDocuments {
    /** The document kind that checks target. */
    public static final String KIND = "rbac-access";

    private AccessDocuments() {}

    /** The documents and, where there are bindings among them, what these come to. */
    public static List<Document> joined(List<Document> documents) {
        boolean bound = documents.stream()
                .anyMatch(d -> d.kinds().contains("RoleBinding") || d.kinds().contains("ClusterRoleBinding"));
        if (!bound) {
            return documents;
        }
        AccessGraph graph = new AccessGraph(documents);
        List<Document> all = new ArrayList<>(documents);
        for (Subject subject : graph.subjects()) {
            if (graph.hasGrants(subject)) {
                Document place = graph.place(subject);
                all.add(new Document(
                        place.path(),
                        List.of(KIND),
                        root(subject, graph.reach(subject)),
                        place.place(),
                        null,
                        null,
                        place.ignores()));
            }
        }
        return all;
    }

    private static SourceMap root(Subject subject, AccessGraph.Reach reach) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("metadata", Map.of("name", subject.toString()));
        root.put("kind", subject.kind());
        root.put("namespace", subject.namespace());
        root.put("name", subject.name());
        add(root, "secrets", reach.secrets());
        add(root, "exec", reach.exec());
        add(root, "administrator", reach.administrator());
        return PlainTree.ofMap(root);
    }

    /** Absent where it is not reached; one step is a right of one's own. */
    private static void add(Map<String, Object> root, String goal, List<String> path) {
        if (!path.isEmpty()) {
            root.put(goal, Map.of("path", String.join(", ", path), "steps", path.size() - 1));
        }
    }
}
