package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.Ignore;
import dev.seawall.engine.check.kubernetes.KubernetesObjects;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.PlainTree;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.net.ClusterClient;
import dev.seawall.engine.net.ClusterException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A running cluster: its objects, listed page by page through the API server, as the documents their files would be.
 * Objects that another listed object controls are left out, for their owner is judged. Roles and bindings that
 * Kubernetes makes itself take part in questions about who may what, but are not complained about.
 */
public final class LiveCluster {
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 2_000;
    private static final Set<String> OWNERS =
            Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController");

    private static final int NOT_KNOWN = 401;
    private static final int NO_SUCH_KIND = 404;
    private static final int EXPIRED = 410;

    private final ClusterClient client;
    private final List<Document> documents = new ArrayList<>();
    private final List<FileStatus> problems = new ArrayList<>();
    private final Map<String, String> unread = new TreeMap<>();

    private LiveCluster(ClusterClient client) {
        this.client = client;
    }

    /**
     * Reads a cluster. A kind that cannot be listed is among the problems and among the unread.
     *
     * @param name how the report names it
     * @throws IOException where the server does not answer or does not know the user
     */
    public static LiveSource read(ClusterClient client, String name) throws IOException {
        LiveCluster cluster = new LiveCluster(client);
        client.json("/version", "application/json");
        for (ClusterKind kind : ClusterKind.ALL) {
            cluster.list(kind);
        }
        Target target = new Target(Target.Kind.CLUSTER, name, null, Os.NONE, List.of());
        return new LiveSource(target, Documents.of(cluster.documents, cluster.problems), cluster.unread);
    }

    private void list(ClusterKind kind) throws IOException {
        try {
            documents.addAll(pages(kind));
        } catch (ClusterException e) {
            if (e.status() == NOT_KNOWN) {
                throw e;
            } else if (e.status() != NO_SUCH_KIND) {
                missed(kind, e);
            }
        } catch (IOException e) {
            missed(kind, e);
        }
    }

    private void missed(ClusterKind kind, IOException why) {
        String reason = kind.resource() + " could not be listed: " + why.getMessage();
        problems.add(new FileStatus("cluster:" + kind.resource(), FileStatus.State.UNREADABLE, reason));
        unread.putIfAbsent(kind.kind(), reason);
        unread.putIfAbsent("kubernetes", reason);
        if (kind.pods()) {
            unread.putIfAbsent("pod", reason);
            unread.putIfAbsent(Document.WORKLOAD, reason);
        }
    }

    /** Every page; a list that expires on the way is begun once more. */
    private List<Document> pages(ClusterKind kind) throws IOException {
        try {
            return page(kind);
        } catch (ClusterException e) {
            if (e.status() == EXPIRED) {
                return page(kind);
            }
            throw e;
        }
    }

    private List<Document> page(ClusterKind kind) throws IOException {
        List<Document> found = new ArrayList<>();
        String next = "";
        for (int i = 0; i < MOST_PAGES; i++) {
            String more = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            JsonNode list = client.json(kind.api() + "/" + kind.resource() + "?limit=" + PAGE + more, kind.accept());
            if (!list.path("items").isArray()) {
                throw new IOException("the answer is no list");
            }
            list.path("items").forEach(item -> add(kind, item, found));
            String following = list.path("metadata").path("continue").asString("");
            if (following.isEmpty() || following.equals(next)) {
                return found;
            }
            next = following;
        }
        throw new IOException("more than " + MOST_PAGES + " pages");
    }

    private static void add(ClusterKind kind, JsonNode item, List<Document> found) {
        if (isOwned(item) || !item.isObject()) {
            return;
        }
        SourceMap root = new SourceMap.Builder()
                .putAll(PlainTree.map(item))
                .put("apiVersion", kind.apiVersion(), Mark.NONE)
                .put("kind", kind.kind(), Mark.NONE)
                .build();
        String namespace = root.map("metadata").text("namespace");
        String path = "cluster:" + (namespace.isEmpty() ? "" : namespace + "/") + kind.kind() + "/"
                + root.map("metadata").text("name");
        Document document = KubernetesObjects.document(root, Mark.NONE, path);
        found.add(
                isBuiltIn(root)
                        ? document.withIgnores(List.of(Ignore.everywhere(List.of("*"), "made by Kubernetes")))
                        : document);
    }

    private static boolean isOwned(JsonNode item) {
        for (JsonNode owner : item.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)
                    && OWNERS.contains(owner.path("kind").asString(""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBuiltIn(SourceMap root) {
        return root.map("metadata")
                .map("labels")
                .text("kubernetes.io/bootstrapping")
                .equals("rbac-defaults");
    }
}
