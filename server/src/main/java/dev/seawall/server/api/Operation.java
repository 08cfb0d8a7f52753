package dev.seawall.server.api;

import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Permission;
import java.io.IOException;
import java.util.Set;

/**
 * One operation of the API; the same as its entry in openapi.yaml, which a test compares.
 *
 * @param id {@code operationId} of the description
 * @param method in capitals
 * @param path with {@code {name}} for its variables
 * @param permission the one thing that must be allowed
 * @param scoped whether the permission counts in the scope of what is asked for, which the action then checks; otherwise
 *     it must hold for the whole server
 * @param query names of query parameters; any other is refused
 * @param largestBodyBytes 0 where there is no body
 */
record Operation(
        String id,
        String method,
        String path,
        Permission permission,
        boolean scoped,
        Set<String> query,
        int largestBodyBytes,
        Action action) {
    static final int USUAL_BODY_BYTES = 1 << 20;

    /** What is done. */
    @FunctionalInterface
    interface Action {
        Answer run(Call call) throws IOException, DeniedException;
    }

    static Operation get(String id, String path, Permission permission, Action action) {
        return new Operation(id, "GET", path, permission, false, Set.of(), 0, action);
    }

    static Operation delete(String id, String path, Permission permission, Action action) {
        return new Operation(id, "DELETE", path, permission, false, Set.of(), 0, action);
    }

    static Operation post(String id, String path, Permission permission, Action action) {
        return new Operation(id, "POST", path, permission, false, Set.of(), USUAL_BODY_BYTES, action);
    }

    static Operation put(String id, String path, Permission permission, Action action) {
        return new Operation(id, "PUT", path, permission, false, Set.of(), USUAL_BODY_BYTES, action);
    }

    static Operation patch(String id, String path, Permission permission, Action action) {
        return new Operation(id, "PATCH", path, permission, false, Set.of(), USUAL_BODY_BYTES, action);
    }

    Operation inScope() {
        return new Operation(id, method, path, permission, true, query, largestBodyBytes, action);
    }

    Operation asking(String... names) {
        return new Operation(id, method, path, permission, scoped, Set.of(names), largestBodyBytes, action);
    }

    Operation bodyBytes(int most) {
        return new Operation(id, method, path, permission, scoped, query, most, action);
    }
}
