package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.PlainTree;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryProbe;
import dev.seawall.engine.net.TlsProbe;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A running registry: what a stranger may do there, how it speaks TLS, and its images as far as one may see them with
 * one's own login. Never writes: uploads are not even begun. One document {@code registry}, one {@code registry-tag} for
 * each tag.
 */
public final class LiveRegistry {
    private static final int MOST_REPOSITORIES = 200;
    private static final int MOST_TAGS = 50;
    private static final int TLS_1_0 = 1;
    private static final int TLS_1_1 = 2;
    private static final int MAX_CONFIG_BYTES = 4 << 20;
    /** Where nothing is known to be there; a token server answers about it all the same. */
    private static final String SOME_REPOSITORY = "library/seawall-probe";

    private final String host;
    private final Instant now;
    private final RegistryClient client;
    private final List<Document> documents = new ArrayList<>();
    private final List<FileStatus> problems = new ArrayList<>();

    private LiveRegistry(String host, Instant now, RegistryClient client) {
        this.host = host;
        this.now = now;
        this.client = client;
    }

    /**
     * Looks at a registry.
     *
     * @param address host and port, with or without a scheme
     * @param now to count ages from
     * @param client with the user's own logins, for its images
     * @throws IOException where no registry answers
     */
    public static LiveSource read(String address, Instant now, RegistryClient client) throws IOException {
        String host = address.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        LiveRegistry registry = new LiveRegistry(host, now, client);
        boolean plain = address.startsWith("http://") || !registry.speaksTls();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("plain", plain);
        if (!plain) {
            facts.put("tls", registry.tls());
        }
        try (RegistryProbe probe = new RegistryProbe(URI.create((plain ? "http://" : "https://") + host))) {
            facts.put("anonymous", stranger(probe));
        }
        registry.documents.add(Document.of("registry:" + host, "registry", PlainTree.ofMap(facts), Mark.NONE));
        registry.images();
        Target target = new Target(Target.Kind.REGISTRY, address, null, Os.NONE, List.of());
        return new LiveSource(target, Documents.of(registry.documents, registry.problems));
    }

    private boolean speaksTls() throws IOException {
        try {
            TlsProbe.certificate(name(), port());
            return true;
        } catch (IOException e) {
            if (RegistryProbe.speaksPlain(host)) {
                return false;
            }
            throw new IOException("no registry answers at " + host + " (" + e.getMessage() + ")", e);
        }
    }

    private String name() {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private int port() {
        int colon = host.lastIndexOf(':');
        String text = colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "443";
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 443;
    }

    private Map<String, Object> tls() throws IOException {
        X509Certificate certificate = TlsProbe.certificate(name(), port());
        Map<String, Object> tls = new LinkedHashMap<>();
        tls.put("old10", TlsProbe.accepts(name(), port(), TLS_1_0));
        tls.put("old11", TlsProbe.accepts(name(), port(), TLS_1_1));
        tls.put(
                "daysLeft",
                Duration.between(now, certificate.getNotAfter().toInstant()).toDays());
        tls.put("selfSigned", certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()));
        tls.put("signature", certificate.getSigAlgName());
        tls.put("refusal", TlsProbe.refusal(name(), port()));
        return tls;
    }

    /** What a stranger may do; {@code push} and {@code delete} are yes, no or unknown. */
    private static Map<String, Object> stranger(RegistryProbe probe) throws IOException {
        RegistryProbe.Answer root = probe.ask("GET", "/v2/");
        boolean open = root.status() == 200;
        List<String> names = probe.catalog();
        String repository = names.isEmpty() ? SOME_REPOSITORY : names.getFirst();
        Set<String> granted = open ? Set.of() : probe.granted(root.challenge(), repository);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("open", open);
        facts.put("catalog", probe.ask("GET", "/v2/_catalog?n=1").status() == 200);
        facts.put("repositories", names.size());
        int tags = probe.ask("GET", "/v2/" + repository + "/tags/list").status();
        facts.put("pull", tags == 200 || granted.contains("pull") || (open && tags == 404) ? "yes" : "no");
        facts.put(
                "push",
                may(open, granted, "push", probe.ask("OPTIONS", "/v2/" + repository + "/blobs/uploads/"), "POST"));
        facts.put(
                "delete",
                may(
                        open,
                        granted,
                        "delete",
                        probe.ask("OPTIONS", "/v2/" + repository + "/manifests/latest"),
                        "DELETE"));
        return facts;
    }

    private static String may(
            boolean open, Set<String> granted, String action, RegistryProbe.Answer options, String method) {
        if (granted.contains(action) || granted.contains("*")) {
            return "yes";
        } else if (!open) {
            return "no";
        } else if (options.status() == 401 || options.status() == 403) {
            return "no";
        }
        return options.allow().isEmpty() ? "unknown" : options.allow().contains(method) ? "yes" : "no";
    }

    private void images() {
        try {
            for (String name : client.catalog(host, MOST_REPOSITORIES)) {
                repository(name);
            }
        } catch (IOException e) {
            problem("registry:" + host + "/v2/_catalog", "its images were not looked at: " + e.getMessage());
        }
    }

    private void problem(String path, String reason) {
        problems.add(new FileStatus(path, FileStatus.State.UNREADABLE, reason));
    }

    private void repository(String name) {
        String full = host + "/" + name;
        try {
            List<String> tags = client.tags(ImageRef.parse(full), MOST_TAGS);
            for (String tag : tags) {
                if (!tag.matches("sha256-[0-9a-f]{64}.*")) {
                    tag(full, tag, tags);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            problem("registry:" + full, String.valueOf(e.getMessage()));
        }
    }

    private void tag(String repository, String tag, List<String> tags) throws IOException {
        ImageRef ref = ImageRef.parse(repository + ":" + tag);
        FetchedManifest manifest = client.manifest(ref);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reference", repository + ":" + tag);
        facts.put("tag", tag);
        Digest digest = manifest.digest();
        facts.put("digest", digest.toString());
        boolean signed = tags.contains("sha256-" + digest.hex() + ".sig")
                || !client.referrers(ImageRef.parse(repository), digest).isEmpty();
        facts.put("signed", signed);
        String created = created(ref, Json.parse(manifest.content()));
        facts.put("created", created);
        try {
            facts.put("ageDays", Duration.between(Instant.parse(created), now).toDays());
        } catch (DateTimeParseException e) {
            facts.put("ageDays", -1);
        }
        documents.add(
                Document.of("registry:" + repository + ":" + tag, "registry-tag", PlainTree.ofMap(facts), Mark.NONE));
    }

    /** When the image, or the first one of an index, says that it was made. */
    private String created(ImageRef ref, JsonNode manifest) throws IOException {
        String config = manifest.path("config").path("digest").asString("");
        return config.isEmpty()
                ? ""
                : Json.parse(client.blobBytes(ref, Digest.parse(config), MAX_CONFIG_BYTES))
                        .path("created")
                        .asString("");
    }
}
