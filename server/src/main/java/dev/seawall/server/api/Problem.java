package dev.seawall.server.api;

import dev.seawall.engine.format.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is no success, as {@code application/problem+json} of RFC 9457. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String title;

    /** @param detail what is wrong and what to do, a whole sentence */
    Problem(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    Problem(int status, String title, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.title = title;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    static Problem notFound(String what) {
        return new Problem(404, "Not found", "There is no " + what + " that you may see.");
    }

    static Problem changed() {
        return new Problem(412, "Changed meanwhile", "Somebody changed this since you read it. Read it again.");
    }

    int status() {
        return status;
    }

    byte[] json() {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("type", "about:blank");
        out.put("title", title);
        out.put("status", status);
        out.put("detail", getMessage());
        return Json.mapper().writeValueAsBytes(out);
    }
}
