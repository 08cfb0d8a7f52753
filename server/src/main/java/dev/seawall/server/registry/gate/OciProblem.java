package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is an error, as the distribution specification writes it. */
final class OciProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private boolean recorded;
    private final TreeMap<String, String> headers = new TreeMap<>();

    /**
     * @param code such as {@code DENIED}
     * @param message sentences for the person who waits at the client: why, and what to do
     */
    OciProblem(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    OciProblem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** As it is, where the decision is in the ledger already. */
    OciProblem recorded() {
        recorded = true;
        return this;
    }

    boolean isRecorded() {
        return recorded;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    byte[] body() {
        ObjectNode root = Json.mapper().createObjectNode();
        ObjectNode error = root.putArray("errors").addObject();
        error.put("code", code).put("message", message()).putNull("detail");
        return Json.mapper().writeValueAsBytes(root);
    }

    static OciProblem denied(String message) {
        return new OciProblem(403, "DENIED", message);
    }

    static OciProblem nameInvalid(String message) {
        return new OciProblem(400, "NAME_INVALID", message);
    }

    static OciProblem backend(String because) {
        return new OciProblem(
                502,
                "UNAVAILABLE",
                "The registry behind this one gave no usable answer: " + because + ". Ask whoever keeps it.");
    }
}
