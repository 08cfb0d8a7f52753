package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Rights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Uploads of blobs and manifests, held to quota, media types and tags that must not move. */
final class Pushes {
    private static final Set<String> LOCATED = Set.of("POST", "PUT", "PATCH", "GET");

    private final Backend backend;
    private final Admitted admitted;
    private final Rights rights;
    private final Quotas quotas;
    private final ReferrerIndex referrers;
    private final Ledger ledger;

    Pushes(Backend backend, Admitted admitted, Rights rights, Quotas quotas, ReferrerIndex referrers, Ledger ledger) {
        this.backend = backend;
        this.admitted = admitted;
        this.rights = rights;
        this.quotas = quotas;
        this.referrers = referrers;
        this.ledger = ledger;
    }

    /** Starts an upload; a mount is passed on only where the client may pull from there. */
    void start(Exchange exchange, RegistryPath.Uploads path) throws OciProblem, IOException {
        Query query = exchange.query();
        Optional<String> from = query.value("from");
        boolean mayMount = from.isPresent()
                && rights.may(exchange.caller(), Action.PULL, from.get())
                && exchange.asker().shows(Action.PULL, from.get());
        boolean guarded = admitted.policy().demands() && !path.repository().equals(from.orElse(""));
        Query asked = mayMount && !guarded ? query : query.without("mount", "from");
        upload(exchange, path, asked);
    }

    /** Everything about an upload that has started. */
    void upload(Exchange exchange, RegistryPath.InRepository path, Query query) throws OciProblem, IOException {
        String repository = path.repository();
        long length = exchange.length();
        quotas.require(repository, Math.max(0, length));
        try (InputStream body =
                quotas.counted(repository, length == 0 ? InputStream.nullInputStream() : exchange.body())) {
            Backend.Ask plain = exchange.ask(path).withQuery(query.raw());
            Backend.Ask ask = new Backend.Ask(
                    plain.method(), plain.path(), plain.query(), plain.headers(), length == 0 ? null : body, length);
            try (Backend.Answer answer = backend.send(ask)) {
                located(exchange, answer, repository);
                boolean stored = exchange.method().equals("PUT") && answer.status() == 201;
                if (stored) {
                    quotas.changed(repository);
                }
                exchange.stream(answer);
            }
        }
    }

    private void located(Exchange exchange, Backend.Answer answer, String repository) throws OciProblem {
        Optional<String> location = answer.header("Location");
        if (location.isPresent() && answer.status() < 400 && LOCATED.contains(exchange.method())) {
            exchange.header("Location", Locations.ours(location.get(), backend, exchange.base(), repository));
        }
    }

    void manifest(Exchange exchange, RegistryPath.Manifest path) throws OciProblem, IOException {
        byte[] content = content(exchange);
        JsonNode manifest = json(content);
        Optional<Digest> asked = Pulls.parsed(path.reference());
        Digest digest = asked.orElseGet(() -> Digest.sha256(content));
        requireTypes(exchange, path.repository(), manifest);
        quotas.requireManifest(path.repository(), manifest);
        if (asked.isEmpty()) {
            requireMovable(path.repository(), path.reference(), digest);
        }
        Backend.Ask plain = exchange.ask(path);
        Backend.Ask ask = new Backend.Ask(
                "PUT", path.path(), "", plain.headers(), new ByteArrayInputStream(content), content.length);
        try (Backend.Answer answer = backend.send(ask)) {
            String subject = path.repository() + (asked.isPresent() ? "@" : ":") + path.reference();
            if (answer.ok()) {
                stored(exchange, path.repository(), manifest, content, answer);
                admitted.scanAhead(path.repository(), digest);
                ledger.record(
                        exchange.caller().shown(),
                        exchange.address(),
                        "registry.push",
                        subject + (asked.isPresent() ? "" : "@" + digest),
                        true,
                        content.length + " bytes");
            }
            located(exchange, answer, path.repository());
            exchange.stream(answer);
        }
    }

    private void stored(Exchange exchange, String repository, JsonNode manifest, byte[] content, Backend.Answer answer)
            throws OciProblem {
        admitted.changed(repository);
        quotas.changed(repository);
        String subject = manifest.path("subject").path("digest").asString("");
        if (!subject.isEmpty()
                && answer.header("OCI-Subject").isEmpty()
                && Pulls.parsed(subject).isPresent()) {
            String type = exchange.header("Content-Type").orElse("");
            referrers.add(repository, subject, ReferrerIndex.entry(manifest, type, content));
            exchange.header("OCI-Subject", subject);
        }
    }

    private static byte[] content(Exchange exchange) throws OciProblem, IOException {
        if (exchange.length() > Pulls.LARGEST_MANIFEST) {
            throw tooLarge();
        }
        try (InputStream in = exchange.body()) {
            byte[] content = in.readNBytes(Pulls.LARGEST_MANIFEST + 1);
            if (content.length > Pulls.LARGEST_MANIFEST) {
                throw tooLarge();
            }
            return content;
        }
    }

    private static OciProblem tooLarge() {
        return new OciProblem(
                413, "MANIFEST_INVALID", "The manifest is larger than 4 MiB. Put what it holds into blobs.");
    }

    /** What is no JSON is left for the backend to refuse. */
    private static JsonNode json(byte[] content) {
        try {
            return Json.parse(content);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private void requireTypes(Exchange exchange, String repository, JsonNode manifest) throws OciProblem {
        requireType(repository, exchange.header("Content-Type").orElse("").replaceFirst("\\s*;.*", ""));
        requireType(repository, manifest.path("artifactType").asString(""));
        requireType(repository, manifest.path("config").path("mediaType").asString(""));
        for (JsonNode layer : manifest.path("layers")) {
            requireType(repository, layer.path("mediaType").asString(""));
        }
    }

    private void requireType(String repository, String type) throws OciProblem {
        if (!type.isEmpty() && !rights.takes(repository, type)) {
            throw new OciProblem(
                    415,
                    "UNSUPPORTED",
                    repository + " takes no content of type " + type + ". Push it elsewhere, or ask for the type.");
        }
    }

    private void requireMovable(String repository, String tag, Digest digest) throws OciProblem {
        if (ReferrerIndex.isAttachedTag(tag) || !rights.isImmutable(repository, tag)) {
            return;
        }
        Optional<String> now = backend.send(Manifests.head(repository, tag)).closed("Docker-Content-Digest");
        if (now.isPresent() && !now.get().equals(digest.toString())) {
            throw new OciProblem(
                    409,
                    "DENIED",
                    "The tag " + tag + " of " + repository + " is there and must not move. Push another.");
        }
    }

    void delete(Exchange exchange, RegistryPath.InRepository path) throws OciProblem, IOException {
        String repository = path.repository();
        String subject = "";
        String what = path.path();
        if (path instanceof RegistryPath.Manifest manifest) {
            requireDeletable(repository, manifest.reference());
            subject = referrers.subjectOf(repository, manifest.reference());
            what = repository + (manifest.reference().contains(":") ? "@" : ":") + manifest.reference();
        }
        try (Backend.Answer answer = backend.send(exchange.ask(path))) {
            if (answer.ok()) {
                admitted.changed(repository);
                quotas.changed(repository);
                if (!subject.isEmpty() && path instanceof RegistryPath.Manifest manifest) {
                    referrers.remove(repository, subject, manifest.reference());
                }
                ledger.record(exchange.caller().shown(), exchange.address(), "registry.delete", what, true, "");
            }
            exchange.stream(answer);
        }
    }

    private void requireDeletable(String repository, String reference) throws OciProblem {
        boolean byDigest = reference.contains(":");
        boolean kept = byDigest
                ? Manifests.tagsOf(backend, repository, reference, tag -> rights.isImmutable(repository, tag))
                : rights.isImmutable(repository, reference);
        if (kept) {
            throw new OciProblem(
                    409, "DENIED", "A tag of " + repository + " that must not move names this. It cannot be deleted.");
        }
    }
}
