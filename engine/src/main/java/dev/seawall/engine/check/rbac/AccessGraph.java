package dev.seawall.engine.check.rbac;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Roles, bindings and service accounts as a graph: what each subject may do, and whom it can become (by creating a pod
 * with another's account, running a command in its pod, asking for its token, impersonating it).
 */
final class AccessGraph {
    private static final int MOST_SUBJECTS = 20_000;

    private static final List<String> CREATE = List.of("create");
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> ROLES = List.of("roles", "clusterroles");
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Map<String, List<String>> MAKERS = Map.of(
            "", List.of("pods", "replicationcontrollers"),
            "apps", List.of("deployments", "daemonsets", "statefulsets", "replicasets"),
            "batch", List.of("jobs", "cronjobs"));

    private final Map<String, SourceMap> roles = new HashMap<>();
    private final SortedMap<Subject, List<Grant>> grants = new TreeMap<>();
    private final SortedMap<String, SortedSet<Subject>> accounts = new TreeMap<>();

    /** Somebody on the way, and how one got there. */
    private record Step(Subject subject, List<String> path) {}

    /** What a subject reaches: the way in words for each, absent where it does not. */
    record Reach(List<String> secrets, List<String> exec, List<String> administrator) {}

    AccessGraph(List<Document> documents) {
        for (Document document : documents) {
            String kind = document.kinds().getFirst();
            SourceMap metadata = document.root().map("metadata");
            if (kind.equals("Role") || kind.equals("ClusterRole")) {
                String place = kind.equals("Role") ? metadata.text("namespace") + "/" : "";
                roles.put(kind + " " + place + metadata.text("name"), document.root());
            } else if (kind.equals("ServiceAccount")) {
                add(Subject.account(metadata.text("namespace"), metadata.text("name")));
            }
        }
        documents.stream()
                .filter(d -> List.of("RoleBinding", "ClusterRoleBinding")
                        .contains(d.kinds().getFirst()))
                .forEach(this::bind);
    }

    private void add(Subject account) {
        accounts.computeIfAbsent(account.namespace(), namespace -> new TreeSet<>())
                .add(account);
    }

    private void bind(Document binding) {
        SourceMap root = binding.root();
        String namespace =
                root.text("kind").equals("RoleBinding") ? root.map("metadata").text("namespace") : "";
        SourceMap ref = root.map("roleRef");
        String role =
                ref.text("kind") + " " + (ref.text("kind").equals("Role") ? namespace + "/" : "") + ref.text("name");
        String via = role + " by " + root.text("kind") + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + root.map("metadata").text("name");
        List<SourceMap> rules = rules(role);
        for (SourceMap each : root.list("subjects").maps()) {
            Subject subject = Subject.of(each, namespace);
            if (subject.isAccount()) {
                add(subject);
            }
            if (grants.size() < MOST_SUBJECTS) {
                List<Grant> list = grants.computeIfAbsent(subject, s -> new ArrayList<>());
                rules.forEach(rule -> list.add(new Grant(namespace, rule, via, binding)));
            }
        }
    }

    /** cluster-admin is known even where its document is not part of the run. */
    private List<SourceMap> rules(String role) {
        SourceMap known = roles.get(role);
        return known != null
                ? known.list("rules").maps()
                : role.equals("ClusterRole cluster-admin") ? List.of(Everything.RULE) : List.of();
    }

    /** The subjects that bindings name, those of Kubernetes itself left out. */
    List<Subject> subjects() {
        return grants.keySet().stream().filter(subject -> !subject.isBuiltIn()).toList();
    }

    /** The documents of a subject's bindings; the first is where findings about it point. */
    Document place(Subject subject) {
        return grants.getOrDefault(subject, List.of()).getFirst().binding();
    }

    boolean hasGrants(Subject subject) {
        return !grants.getOrDefault(subject, List.of()).isEmpty();
    }

    /** The shortest way to each goal. */
    Reach reach(Subject from) {
        Map<String, List<String>> found = new HashMap<>();
        Map<Subject, Boolean> seen = new LinkedHashMap<>();
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(from, List.of(from.toString()))));
        while (!open.isEmpty() && found.size() < 3) {
            Step step = open.removeFirst();
            if (seen.putIfAbsent(step.subject(), true) == null) {
                for (Grant grant : grants.getOrDefault(step.subject(), List.of())) {
                    goals(grant, step, found);
                    becomes(grant, step, open);
                }
            }
        }
        return new Reach(
                found.getOrDefault("secrets", List.of()),
                found.getOrDefault("exec", List.of()),
                found.getOrDefault("administrator", List.of()));
    }

    private static void goals(Grant grant, Step step, Map<String, List<String>> found) {
        if (grant.allowsAny("", List.of("secrets"), READ)) {
            reached("secrets", "reads secrets", grant, step, found);
        }
        if (grant.allowsAny("", List.of("pods/exec", "pods/attach"), List.of("create", "get"))
                || grant.allowsAny("", List.of("nodes/proxy"), List.of("create", "get"))) {
            reached("exec", "runs commands in pods", grant, step, found);
        }
        if (grant.namespace().isEmpty()) {
            String how = takesOver(grant);
            if (!how.isEmpty()) {
                reached("administrator", how, grant, step, found);
            }
        }
    }

    /** How a rule for the whole cluster makes its holder the administrator; empty where it does not. */
    private static String takesOver(Grant grant) {
        if (grant.allowsAny("*", List.of("*"), List.of("*"))) {
            return "may do everything";
        } else if (grant.allows(RBAC, ROLES, List.of("escalate"))) {
            return "widens its own role (escalate)";
        } else if (grant.allows(RBAC, ROLES, List.of("bind")) && grant.names("cluster-admin")) {
            return "binds itself to cluster-admin (bind)";
        } else if (grant.allows("", List.of("groups"), List.of("impersonate")) && grant.names("system:masters")) {
            return "impersonates system:masters";
        }
        return "";
    }

    private static void reached(String goal, String what, Grant grant, Step step, Map<String, List<String>> found) {
        List<String> path = new ArrayList<>(step.path());
        path.add(what + " " + grant.where() + " [" + grant.via() + "]");
        found.putIfAbsent(goal, List.copyOf(path));
    }

    private void becomes(Grant grant, Step step, Deque<Step> open) {
        boolean makes =
                MAKERS.entrySet().stream().anyMatch(entry -> grant.allowsAny(entry.getKey(), entry.getValue(), CREATE));
        boolean enters = grant.allowsAny("", List.of("pods/exec", "pods/attach"), List.of("create", "get"));
        boolean mints = grant.allows("", List.of("serviceaccounts/token"), CREATE);
        boolean acts = grant.allows("", List.of("serviceaccounts"), List.of("impersonate"));
        String how = makes
                ? "creates a pod as"
                : enters ? "runs commands in pods of" : acts ? "impersonates" : "asks for a token of";
        if (!makes && !enters && !mints && !acts) {
            return;
        }
        for (Subject account : accounts(grant.namespace())) {
            if (makes || enters || grant.names(account.name())) {
                List<String> path = new ArrayList<>(step.path());
                path.add(how + " " + account + " [" + grant.via() + "]");
                open.addLast(new Step(account, List.copyOf(path)));
            }
        }
    }

    private List<Subject> accounts(String namespace) {
        return accounts.entrySet().stream()
                .filter(entry -> namespace.isEmpty() || entry.getKey().equals(namespace))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }
}
