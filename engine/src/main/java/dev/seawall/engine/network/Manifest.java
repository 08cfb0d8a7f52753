package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.LinkedHashMap;
import java.util.Map;

/** One Kubernetes object and the file it stands in. */
record Manifest(String file, Located body) {
    String kind() {
        return body.get("kind").text();
    }

    String name() {
        return body.get("metadata").get("name").text();
    }

    /** Its namespace; {@code default} where none is written. */
    String namespace() {
        String written = body.get("metadata").get("namespace").text();
        return written.isEmpty() ? "default" : written;
    }

    /** {@code namespace/name}. */
    String fullName() {
        return namespace() + "/" + name();
    }

    Located spec() {
        return body.get("spec");
    }

    /** {@code file:line} of a value of this object. */
    String place(Located value) {
        return file + ":" + (value.line() > 0 ? value.line() : body.line());
    }

    MalformedPolicyException malformed(Located value, String reason) {
        return new MalformedPolicyException(place(value) + ": " + kind() + " " + name() + ": " + reason);
    }

    /** The scalars of an object: labels, annotations, selectors. */
    static Map<String, String> texts(Located object) {
        Map<String, String> out = new LinkedHashMap<>();
        object.fields().forEach((key, value) -> out.put(key, value.text()));
        return out;
    }
}
