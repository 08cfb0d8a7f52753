package dev.seawall.engine.policy;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Purl;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads VEX documents: OpenVEX, CycloneDX and CSAF. */
public final class Vex {
    private Vex() {}

    /**
     * Reads a document of any of the three formats, also from within an in-toto statement.
     *
     * @param file its name, for reasons and warnings
     * @throws SeawallException where it is none of them or broken
     */
    public static List<VexStatement> read(String file, byte[] content) {
        try {
            return read(file, Json.parse(content));
        } catch (IOException e) {
            throw broken(file, String.valueOf(e.getMessage()));
        }
    }

    private static List<VexStatement> read(String file, JsonNode root) {
        JsonNode document = root.path("predicate").isObject() ? root.path("predicate") : root;
        if (document.path("statements").isArray()) {
            return OpenVex.read(file, document);
        }
        if (document.path("document").isObject()
                && document.path("vulnerabilities").isArray()) {
            return Csaf.read(file, document);
        }
        if (text(document, "bomFormat").equals("CycloneDX")) {
            return CycloneDxVex.read(file, document);
        }
        throw broken(file, "it is neither OpenVEX, CycloneDX nor CSAF");
    }

    private static SeawallException broken(String file, String because) {
        return new SeawallException(
                "read the VEX document " + file, because, "Name an OpenVEX, CycloneDX or CSAF file");
    }

    /** A value as text, empty for anything but a value. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    /** A package URL, null for any other name. */
    static @Nullable Purl purl(String text) {
        try {
            return text.startsWith("pkg:") ? Purl.parse(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
