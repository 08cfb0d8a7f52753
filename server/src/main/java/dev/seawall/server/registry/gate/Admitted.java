package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.server.judge.CurrentPolicy;
import dev.seawall.server.judge.Decision;
import dev.seawall.server.judge.GatePolicy;
import dev.seawall.server.judge.ImageJudge;
import dev.seawall.server.judge.Images;
import dev.seawall.server.judge.Scans;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What may be pulled: manifests that the judge let through, for some minutes, and the blobs they name. A refusal is never
 * kept, so that an image passes the moment it is signed.
 */
final class Admitted {
    private static final Duration HOLDS = Duration.ofMinutes(5);
    private static final int MANIFESTS = 20_000;
    private static final int OWNERS = 16;

    private final CurrentPolicy policy;
    private final Images images;
    private final Scans scans;
    private final String backendHost;
    private final Clock clock;
    private final Map<String, Entry> manifests = new Recent<>(MANIFESTS);
    private final Map<String, Set<Digest>> owners = new Recent<>(MANIFESTS * 10);

    /** A manifest that was let through. */
    private record Entry(Decision decision, String policyId, Instant until) {}

    /** The most recently used so many. */
    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }

    /** @param backendHost where {@code images} finds the repositories */
    Admitted(CurrentPolicy policy, Images images, Scans scans, String backendHost, Clock clock) {
        this.policy = policy;
        this.images = images;
        this.scans = scans;
        this.backendHost = backendHost;
        this.clock = clock;
    }

    GatePolicy policy() {
        return policy.policy();
    }

    /**
     * Whether a manifest may be pulled.
     *
     * @param named as users name it, with what they asked for
     */
    Decision decide(ImageRef named, FetchedManifest manifest) {
        GatePolicy now = policy.policy();
        String place = named.repository() + " " + manifest.digest();
        String key = place + (named.digest() == null ? " by tag" : "");
        Entry known = entry(key);
        if (known != null
                && known.policyId().equals(now.id())
                && clock.instant().isBefore(known.until())) {
            return known.decision();
        }
        ImageRef stored = stored(named.repository()).withDigest(manifest.digest());
        Decision decision = new ImageJudge(now, images, scans, clock)
                .judge(new ImageJudge.Subject(named, stored, manifest), owners(place));
        if (decision.allowed()) {
            keep(key, named.repository(), manifest, decision, now);
        }
        return decision;
    }

    private ImageRef stored(String repository) {
        return new ImageRef(backendHost, repository, null, null);
    }

    private synchronized @Nullable Entry entry(String key) {
        return manifests.get(key);
    }

    private synchronized Digest[] owners(String place) {
        return owners.getOrDefault(place, Set.of()).toArray(Digest[]::new);
    }

    private synchronized void keep(
            String key, String repository, FetchedManifest manifest, Decision decision, GatePolicy by) {
        manifests.put(key, new Entry(decision, by.id(), clock.instant().plus(HOLDS)));
        for (String part : parts(manifest)) {
            Set<Digest> of = owners.computeIfAbsent(repository + " " + part, unused -> new LinkedHashSet<>());
            of.remove(manifest.digest());
            of.add(manifest.digest());
            if (of.size() > OWNERS) {
                of.remove(of.iterator().next());
            }
        }
    }

    /** Digests of everything a manifest or index names. */
    static Set<String> parts(FetchedManifest manifest) {
        Set<String> out = new HashSet<>();
        try {
            JsonNode json = Json.parse(manifest.content());
            out.add(json.path("config").path("digest").asString(""));
            for (String list : List.of("layers", "manifests", "blobs")) {
                json.path(list).forEach(part -> out.add(part.path("digest").asString("")));
            }
        } catch (IOException e) {
            // what is no JSON names nothing
            return Set.of();
        }
        out.remove("");
        return out;
    }

    /** Whether a blob belongs to a manifest of this repository that may be pulled, judged again if that was long ago. */
    boolean admitsBlob(ImageRef repository, String digest) {
        List<Digest> candidates = new ArrayList<>(List.of(owners(repository.repository() + " " + digest)));
        for (Digest owner : candidates.reversed()) {
            if (isHeld(repository, owner) || isAdmittedAgain(repository, owner)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeld(ImageRef repository, Digest owner) {
        String place = repository.repository() + " " + owner;
        Instant now = clock.instant();
        String id = policy.policy().id();
        for (String key : List.of(place, place + " by tag")) {
            Entry known = entry(key);
            if (known != null && known.policyId().equals(id) && now.isBefore(known.until())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAdmittedAgain(ImageRef repository, Digest owner) {
        try {
            FetchedManifest manifest =
                    images.manifest(stored(repository.repository()).withDigest(owner));
            return decide(repository.withDigest(owner), manifest).allowed();
        } catch (IOException e) {
            return false;
        }
    }

    /** Judges everything in a repository again, for something there has changed. */
    synchronized void changed(String repository) {
        manifests.keySet().removeIf(key -> key.startsWith(repository + " "));
    }

    /** Starts the scan of what was just pushed, if scans are demanded. */
    void scanAhead(String repository, Digest digest) {
        scans.ahead(stored(repository).withDigest(digest), images.options(), policy.policy());
    }
}
