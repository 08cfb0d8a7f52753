package dev.seawall.server.judge;

import dev.seawall.engine.trust.policy.TrustPolicy;
import dev.seawall.engine.trust.policy.TrustRule;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image must show before it may be used.
 *
 * @param trust who must have signed it, or null where nobody need
 * @param roots that keyless signatures rest on
 * @param scan what its scan must say, or null where none is demanded
 * @param exceptions from all of this
 * @param id changes with the content, so that verdicts of another policy are not taken for those of this one
 */
public record GatePolicy(
        @Nullable TrustPolicy trust,
        List<TrustedRoot> roots,
        @Nullable ScanDemand scan,
        List<BreakGlass> exceptions,
        String id) {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    /** Demands nothing. */
    public static final GatePolicy NONE = new GatePolicy(null, List.of(), null, List.of(), "none");

    /** Copies the lists. */
    public GatePolicy {
        roots = List.copyOf(roots);
        exceptions = List.copyOf(exceptions);
    }

    /**
     * The same for the gate of one registry: a pattern without host means this registry, loopback has many names, and which
     * registries may be pulled from is not asked where everything is pulled from this one.
     */
    public GatePolicy ofOneRegistry() {
        TrustPolicy own = trust;
        if (own == null) {
            return this;
        }
        List<TrustRule> rules =
                own.rules().stream().map(GatePolicy::ofOneRegistry).toList();
        return new GatePolicy(new TrustPolicy(List.of(), own.otherwise(), rules), roots, scan, exceptions, id);
    }

    private static TrustRule ofOneRegistry(TrustRule rule) {
        List<String> images = new ArrayList<>(rule.images());
        for (String glob : rule.images()) {
            String host = glob.contains("/") ? glob.substring(0, glob.indexOf('/')) : "";
            String port = host.contains(":") ? host.substring(host.lastIndexOf(':')) : "";
            String name = host.substring(0, host.length() - port.length());
            if (LOOPBACK.contains(name)) {
                LOOPBACK.forEach(other -> images.add(other + port + glob.substring(host.length())));
            } else if (!host.contains(".") && port.isEmpty() && !host.startsWith("*")) {
                images.add("*/" + glob);
            }
        }
        return new TrustRule(
                images,
                rule.verdict(),
                rule.enforced(),
                rule.pinned(),
                rule.maxAgeDays(),
                rule.official(),
                rule.threshold(),
                rule.signers(),
                rule.attestations());
    }

    /** The same where nobody waits longer than this for a first scan. */
    public GatePolicy withPatience(Duration most) {
        ScanDemand demand = scan;
        if (demand == null || demand.patience().compareTo(most) <= 0) {
            return this;
        }
        ScanDemand shorter = new ScanDemand(
                demand.judging(), demand.kinds(), most, demand.onDemand(), demand.maxAge(), demand.artifacts());
        return new GatePolicy(trust, roots, shorter, exceptions, id);
    }

    /** Whether it demands anything. */
    public boolean demands() {
        return trust != null || scan != null;
    }
}
