package dev.seawall.engine.check.live;

import java.util.List;

/**
 * A kind of object that is listed.
 *
 * @param api the path of its group and version
 * @param resource its plural name in paths
 * @param pods true where it makes pods
 */
record ClusterKind(String kind, String api, String resource, boolean pods) {
    private static final String CORE = "/api/v1";
    private static final String APPS = "/apis/apps/v1";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String NETWORK = "/apis/networking.k8s.io/v1";
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1";

    /** In the order they are read: what owns comes before what is owned. */
    static final List<ClusterKind> ALL = List.of(
            of("Namespace", CORE, "namespaces"),
            of("Node", CORE, "nodes"),
            of("ServiceAccount", CORE, "serviceaccounts"),
            of("Service", CORE, "services"),
            of("ConfigMap", CORE, "configmaps"),
            of("Secret", CORE, "secrets"),
            of("PersistentVolume", CORE, "persistentvolumes"),
            of("PersistentVolumeClaim", CORE, "persistentvolumeclaims"),
            of("ResourceQuota", CORE, "resourcequotas"),
            of("LimitRange", CORE, "limitranges"),
            new ClusterKind("Deployment", APPS, "deployments", true),
            new ClusterKind("StatefulSet", APPS, "statefulsets", true),
            new ClusterKind("DaemonSet", APPS, "daemonsets", true),
            new ClusterKind("CronJob", "/apis/batch/v1", "cronjobs", true),
            new ClusterKind("ReplicationController", CORE, "replicationcontrollers", true),
            new ClusterKind("ReplicaSet", APPS, "replicasets", true),
            new ClusterKind("Job", "/apis/batch/v1", "jobs", true),
            new ClusterKind("Pod", CORE, "pods", true),
            of("NetworkPolicy", NETWORK, "networkpolicies"),
            of("Ingress", NETWORK, "ingresses"),
            of("Role", RBAC, "roles"),
            of("RoleBinding", RBAC, "rolebindings"),
            of("ClusterRole", RBAC, "clusterroles"),
            of("ClusterRoleBinding", RBAC, "clusterrolebindings"),
            of("PodDisruptionBudget", "/apis/policy/v1", "poddisruptionbudgets"),
            of("HorizontalPodAutoscaler", "/apis/autoscaling/v2", "horizontalpodautoscalers"),
            of("StorageClass", "/apis/storage.k8s.io/v1", "storageclasses"),
            of("ValidatingWebhookConfiguration", ADMISSION, "validatingwebhookconfigurations"),
            of("MutatingWebhookConfiguration", ADMISSION, "mutatingwebhookconfigurations"));

    private static ClusterKind of(String kind, String api, String resource) {
        return new ClusterKind(kind, api, resource, false);
    }

    /** As objects write it. */
    String apiVersion() {
        return api.startsWith("/apis/") ? api.substring(6) : api.substring(5);
    }

    /** What a secret holds is nobody's business here: its metadata is asked for alone. */
    String accept() {
        return kind.equals("Secret")
                ? "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
                : "application/json";
    }
}
