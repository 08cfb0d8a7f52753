package dev.seawall.engine.image;

import dev.seawall.engine.format.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Tells what a file is by its content. */
final class FileSniffer {
    /** What was recognised. */
    enum Kind {
        ARCHIVE,
        SBOM,
        UNKNOWN
    }

    private static final int HEAD_BYTES = 64 << 10;
    private static final int TAR_BLOCK = 512;
    /** A top-level key of any of these makes a JSON document an SBOM or an attestation that carries one. */
    private static final Set<String> SBOM_KEYS = Set.of("bomFormat", "spdxVersion", "predicateType", "payloadType");

    private FileSniffer() {}

    static Kind sniff(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (isTar(head) || isTar(uncompressed(head))) {
            return Kind.ARCHIVE;
        }
        String text = text(head);
        if (text.startsWith("{")) {
            return isJsonSbom(file) ? Kind.SBOM : Kind.UNKNOWN;
        }
        return isXmlSbom(text) || isTagValue(text) ? Kind.SBOM : Kind.UNKNOWN;
    }

    private static boolean isTar(byte[] head) {
        return head.length >= TAR_BLOCK && head[0] != 0 && TarHeader.checksumHolds(Arrays.copyOf(head, TAR_BLOCK));
    }

    private static byte[] uncompressed(byte[] head) {
        Compression compression = Compression.of(head);
        if (compression == Compression.NONE) {
            return new byte[0];
        }
        try (InputStream in = compression.open(new ByteArrayInputStream(head))) {
            return in.readNBytes(TAR_BLOCK);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String text(byte[] head) {
        boolean wide = head.length > 1 && (head[0] == 0 || head[1] == 0 || head[0] == -1 || head[0] == -2);
        String text = new String(head, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
    }

    private static boolean isXmlSbom(String text) {
        return text.startsWith("<")
                && (text.contains("cyclonedx.org/schema/bom")
                        || text.contains("<bom")
                        || text.contains("spdx.org/rdf"));
    }

    private static boolean isTagValue(String text) {
        return text.lines().limit(200).anyMatch(line -> line.startsWith("SPDXVersion:"));
    }

    /** Some writers sort keys, so the telling one may be the last: the whole document is skimmed, not kept. */
    private static boolean isJsonSbom(Path file) throws IOException {
        Set<String> keys = new HashSet<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), HEAD_BYTES);
                JsonParser parser = Json.mapper().createParser(in)) {
            parser.nextToken();
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                if (SBOM_KEYS.contains(key)) {
                    return true;
                }
                keys.add(key.length() < 16 ? key : "");
                JsonToken value = parser.nextToken();
                if (value != null && value.isStructStart()) {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return false;
        }
        boolean spdx3 = keys.contains("@context") && keys.contains("@graph");
        boolean syft = keys.contains("artifacts") && keys.contains("descriptor");
        return spdx3 || syft;
    }
}
