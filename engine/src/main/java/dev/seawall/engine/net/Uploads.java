package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Authorizer.Purpose;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes blobs and manifests into registries. */
final class Uploads {
    private static final int CHUNK = 8 << 20;

    private final RegistryClient client;
    private final RegistryCalls calls;

    Uploads(RegistryClient client, RegistryCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** A manifest stored; whether the registry said that it keeps referrers itself. */
    record Stored(Digest digest, boolean subjectKept) {}

    void whole(ImageRef repository, Digest digest, byte[] content) throws IOException {
        if (!client.hasBlob(repository, digest)) {
            complete(start(repository, ""), repository, digest, content);
        }
    }

    void chunked(ImageRef repository, Digest digest, long sizeBytes, RegistryClient.BlobContent content)
            throws IOException {
        if (client.hasBlob(repository, digest)) {
            return;
        }
        HttpCall at = start(repository, "");
        try (InputStream in = content.open()) {
            long sent = 0;
            byte[] chunk = in.readNBytes(CHUNK);
            while (sent + chunk.length < sizeBytes && chunk.length > 0) {
                at = patch(at, repository, chunk, sent);
                sent += chunk.length;
                chunk = in.readNBytes(CHUNK);
            }
            if (sent + chunk.length != sizeBytes) {
                throw new EOFException("the blob to upload does not have the " + sizeBytes + " bytes stated");
            }
            complete(at, repository, digest, chunk);
        }
    }

    boolean mount(ImageRef repository, ImageRef from, Digest digest) throws IOException {
        if (!from.registry().equals(repository.registry())) {
            return false;
        }
        String query = "?mount=" + digest + "&from=" + from.repository();
        HttpCall call = calls.call("POST", repository, "/blobs/uploads/" + query);
        try (HttpAnswer answer = calls.successful(call, push(repository))) {
            return answer.status() == 201;
        }
    }

    private static Purpose push(ImageRef repository) {
        return Purpose.push(repository.registry(), repository.repository());
    }

    private HttpCall start(ImageRef repository, String query) throws IOException {
        HttpCall call = calls.call("POST", repository, "/blobs/uploads/" + query);
        try (HttpAnswer answer = calls.successful(call, push(repository))) {
            return next(call, answer);
        }
    }

    /** Where the upload goes on. Another host is not given our credentials: registries upload to themselves. */
    private static HttpCall next(HttpCall call, HttpAnswer answer) throws IOException {
        URI location = HttpTransport.resolve(call.uri(), answer.header("Location"));
        if (!location.getAuthority().equals(call.uri().getAuthority())) {
            throw new RefusedException(call.uri().getAuthority() + " sends the upload to " + location.getAuthority());
        }
        if (call.uri().getScheme().equals("https") && !location.getScheme().equals("https")) {
            // registries behind a proxy that ends TLS often do not know that they are spoken to over https
            return call.to(URI.create("https" + location.toString().substring(4)), call.host());
        }
        return call.to(location, call.host());
    }

    private HttpCall patch(HttpCall at, ImageRef repository, byte[] chunk, long offset) throws IOException {
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Range",
                offset + "-" + (offset + chunk.length - 1));
        HttpCall call = new HttpCall("PATCH", at.uri(), at.host(), headers, () -> BodyPublishers.ofByteArray(chunk));
        try (HttpAnswer answer = calls.successful(call, push(repository))) {
            return next(at, answer);
        }
    }

    private void complete(HttpCall at, ImageRef repository, Digest digest, byte[] rest) throws IOException {
        String address = at.uri().toString();
        String mark = address.indexOf('?') < 0 ? "?" : "&";
        URI uri = HttpTransport.resolve(at.uri(), address + mark + "digest=" + digest);
        Map<String, String> type = Map.of("Content-Type", "application/octet-stream");
        HttpCall call = new HttpCall("PUT", uri, at.host(), type, () -> BodyPublishers.ofByteArray(rest));
        calls.successful(call, push(repository)).close();
    }

    Stored manifest(ImageRef ref, String mediaType, byte[] content) throws IOException {
        HttpCall base = calls.call("PUT", ref, "/manifests/" + ref.reference());
        HttpCall call = new HttpCall(
                "PUT",
                base.uri(),
                base.host(),
                Map.of("Content-Type", mediaType),
                () -> BodyPublishers.ofByteArray(content));
        Digest digest = Digest.sha256(content);
        try (HttpAnswer answer = calls.successful(call, push(ref))) {
            return new Stored(digest, !answer.header("OCI-Subject").isEmpty());
        }
    }

    Digest referrer(ImageRef repository, Digest subject, String mediaType, byte[] content) throws IOException {
        Digest digest = Digest.sha256(content);
        Stored stored = manifest(repository.withDigest(digest), mediaType, content);
        if (!stored.subjectKept()) {
            list(repository.withTag(Listings.fallbackTag(subject)), entry(mediaType, digest, content));
        }
        return digest;
    }

    private static ObjectNode entry(String mediaType, Digest digest, byte[] content) throws IOException {
        JsonNode manifest = Json.parse(content);
        ObjectNode entry = Json.mapper().createObjectNode();
        entry.put("mediaType", mediaType).put("digest", digest.toString()).put("size", content.length);
        String type = manifest.path("artifactType").asString("");
        String config = manifest.path("config").path("mediaType").asString("");
        entry.put("artifactType", type.isEmpty() ? config : type);
        if (manifest.path("annotations").isObject()) {
            entry.set("annotations", manifest.path("annotations"));
        }
        return entry;
    }

    /** Adds an entry to the index under the fallback tag. Two writers at once can lose one entry: the protocol's flaw. */
    private void list(ImageRef tag, ObjectNode entry) throws IOException {
        ObjectNode index = Json.mapper().createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (JsonNode old : existing(tag).path("manifests")) {
            if (!old.path("digest").equals(entry.path("digest"))) {
                manifests.add(old);
            }
        }
        manifests.add(entry);
        manifest(tag, MediaTypes.OCI_INDEX, Json.mapper().writeValueAsBytes(index));
    }

    private JsonNode existing(ImageRef tag) throws IOException {
        Optional<RegistryClient.ManifestHead> head = client.head(tag);
        return head.isEmpty()
                ? Json.mapper().createObjectNode()
                : Json.parse(client.manifest(tag).content());
    }
}
