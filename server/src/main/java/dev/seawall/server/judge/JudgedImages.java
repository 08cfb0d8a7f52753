package dev.seawall.server.judge;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.FetchedManifest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Judges images by their names, wherever they lie, and remembers for a minute what may be used. */
public final class JudgedImages {
    private static final Duration HOLDS = Duration.ofMinutes(1);
    private static final int REMEMBERED = 5_000;

    private final CurrentPolicy policy;
    private final Images images;
    private final Scans scans;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Known(Named named, String policyId, Instant until) {}

    /**
     * A decision about a name.
     *
     * @param digest that the name stood for when it was judged; empty where that could not be found out
     */
    public record Named(Decision decision, Optional<Digest> digest) {}

    /** Judges by the policy as it is at the time. */
    public JudgedImages(CurrentPolicy policy, Images images, Scans scans, Clock clock) {
        this.policy = policy;
        this.images = images;
        this.scans = scans;
        this.clock = clock;
    }

    /** Whether the image of this name, as people write it, may be used. */
    public Named judge(String name) {
        GatePolicy now = policy.policy();
        if (!now.demands()) {
            return new Named(Decision.ALLOWED, Optional.empty());
        }
        Known before = known(name);
        if (before.policyId().equals(now.id()) && clock.instant().isBefore(before.until())) {
            return before.named();
        }
        Named named = judged(name, now);
        if (named.decision().allowed()) {
            synchronized (known) {
                known.put(name, new Known(named, now.id(), clock.instant().plus(HOLDS)));
            }
        }
        return named;
    }

    private Known known(String name) {
        synchronized (known) {
            return known.getOrDefault(
                    name, new Known(new Named(Decision.ALLOWED, Optional.empty()), "", Instant.EPOCH));
        }
    }

    private Named judged(String name, GatePolicy now) {
        try {
            ImageRef ref = ImageRef.parse(name);
            FetchedManifest manifest = images.manifest(ref);
            ImageJudge judge = new ImageJudge(now, images, scans, clock);
            Decision decision = judge.judge(new ImageJudge.Subject(ref, ref.withDigest(manifest.digest()), manifest));
            return new Named(decision, Optional.of(manifest.digest()));
        } catch (IllegalArgumentException e) {
            return new Named(Decision.refused("Its name is malformed: " + e.getMessage() + "."), Optional.empty());
        } catch (IOException e) {
            String reason = "Its registry could not be asked: " + e.getMessage() + ". Try again.";
            return new Named(new Decision(java.util.List.of(reason), java.util.List.of(), true), Optional.empty());
        }
    }
}
