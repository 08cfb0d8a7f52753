package dev.seawall.server.admission;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/**
 * What Kubernetes asks: the request of an AdmissionReview, version v1.
 *
 * @param namespace empty for objects of the whole cluster
 * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code CONNECT}
 * @param object as it would be stored; missing where it is deleted
 */
record Review(
        String uid,
        String kind,
        String namespace,
        String name,
        String operation,
        String subResource,
        String user,
        JsonNode object,
        JsonNode oldObject) {
    private static final String VERSION = "admission.k8s.io/v1";

    /** @throws IOException where it is no review of that version, saying what is wrong */
    static Review parse(byte[] content) throws IOException {
        JsonNode root = Json.parse(content);
        if (root == null || !root.path("apiVersion").asString("").equals(VERSION)) {
            throw new IOException("it is no AdmissionReview of " + VERSION);
        }
        JsonNode request = root.path("request");
        String uid = request.path("uid").asString("");
        if (uid.isEmpty() || uid.length() > 200) {
            throw new IOException("its request has no uid");
        }
        JsonNode object = request.path("object");
        String name = request.path("name").asString("");
        return new Review(
                uid,
                request.path("kind").path("kind").asString(object.path("kind").asString("")),
                request.path("namespace").asString(""),
                name.isEmpty() ? object.path("metadata").path("generateName").asString("") : name,
                request.path("operation").asString(""),
                request.path("subResource").asString(""),
                request.path("userInfo").path("username").asString("-"),
                object,
                request.path("oldObject"));
    }

    /** As decisions are written down: {@code namespace/Kind/name}. */
    String subject() {
        return (namespace.isEmpty() ? "" : namespace + "/") + kind + "/" + name;
    }

    /** Whether there is anything to judge: what is being deleted or has not changed must be let go. */
    boolean changesAnything() {
        boolean writes = operation.equals("CREATE") || operation.equals("UPDATE");
        boolean whole = subResource.isEmpty() || subResource.equals("ephemeralcontainers");
        boolean ending = object.path("metadata").has("deletionTimestamp");
        boolean same = operation.equals("UPDATE")
                && object.has("spec")
                && object.path("spec").equals(oldObject.path("spec"));
        return writes && whole && object.isObject() && !ending && !same;
    }
}
