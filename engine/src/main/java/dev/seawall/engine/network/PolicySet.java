package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All policies in the order in which they decide, with every rule numbered. */
final class PolicySet {
    private final List<Policy> policies;
    private final List<Rule> rules = new ArrayList<>();
    private final int[][] firstRule;
    private final Set<String> portNames = new TreeSet<>();

    /**
     * Reads the policies among the manifests.
     *
     * @throws MalformedPolicyException where one is malformed, or two cannot exist beside each other
     */
    PolicySet(List<Manifest> manifests, List<String> warnings) throws MalformedPolicyException {
        policies = read(manifests, warnings);
        firstRule = new int[policies.size()][2];
        for (int i = 0; i < policies.size(); i++) {
            firstRule[i][0] = rules.size();
            rules.addAll(policies.get(i).egress());
            firstRule[i][1] = rules.size();
            rules.addAll(policies.get(i).ingress());
        }
        rules.forEach(rule -> rule.named().forEach(port -> portNames.add(port.name())));
    }

    private static List<Policy> read(List<Manifest> manifests, List<String> warnings) throws MalformedPolicyException {
        Map<String, Manifest> seen = new HashMap<>();
        List<Policy> out = new ArrayList<>();
        for (Manifest manifest : manifests) {
            @Nullable Policy policy = policy(manifest, warnings);
            if (policy == null) {
                continue;
            }
            claim(seen, policy.name(), manifest);
            if (policy.layer() == Policy.Layer.ADMIN) {
                claim(seen, "priority " + policy.priority(), manifest);
            }
            out.add(policy);
        }
        out.sort(Comparator.comparing(Policy::layer)
                .thenComparing(Policy::priority)
                .thenComparing(Policy::name));
        return List.copyOf(out);
    }

    private static @Nullable Policy policy(Manifest manifest, List<String> warnings) throws MalformedPolicyException {
        String version = manifest.body().get("apiVersion").text();
        if (version.contains("projectcalico.org") || version.contains("cilium.io")) {
            if (manifest.kind().endsWith("NetworkPolicy")) {
                warnings.add(manifest.place(manifest.body()) + ": " + version + " policies are not analysed");
            }
            return null;
        }
        return switch (manifest.kind()) {
            case "NetworkPolicy", "MultiNetworkPolicy" -> PolicyReader.read(manifest, warnings);
            case "AdminNetworkPolicy", "BaselineAdminNetworkPolicy" -> AdminPolicyReader.read(manifest, warnings);
            default -> null;
        };
    }

    private static void claim(Map<String, Manifest> seen, String what, Manifest manifest)
            throws MalformedPolicyException {
        Manifest before = seen.putIfAbsent(what, manifest);
        if (before != null) {
            throw manifest.malformed(
                    manifest.body(),
                    "its " + (what.startsWith("priority") ? what : "name") + " is taken by " + before.name() + " ("
                            + before.place(before.body()) + ")");
        }
    }

    List<Policy> policies() {
        return policies;
    }

    /** The number of a policy's first rule for one direction; the others follow. */
    int firstRule(int policy, boolean incoming) {
        return firstRule[policy][incoming ? 1 : 0];
    }

    /** The address sets that rules of one direction name on the primary network. */
    List<Intervals> addresses(boolean incoming) {
        List<Intervals> out = new ArrayList<>();
        for (Policy policy : policies) {
            for (Rule rule : policy.rules(incoming)) {
                for (PeerMatch match : rule.peers()) {
                    if (match instanceof PeerMatch.Outside outside) {
                        out.add(outside.addresses());
                    }
                }
            }
        }
        return out;
    }

    BitSet subjects(Peer peer) {
        BitSet out = new BitSet();
        if (peer instanceof Workload workload) {
            for (int i = 0; i < policies.size(); i++) {
                out.set(i, policies.get(i).subject().matches(workload));
            }
        }
        return out;
    }

    BitSet rulesNaming(Peer peer) {
        BitSet out = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            out.set(i, rules.get(i).matches(peer));
        }
        return out;
    }

    /** The declared ports of a peer whose names some policy uses. */
    Map<String, Workload.Port> ports(Peer peer) {
        Map<String, Workload.Port> out = new TreeMap<>();
        if (peer instanceof Workload workload) {
            for (String name : portNames) {
                Workload.@Nullable Port port = workload.portNamed(name);
                if (port != null) {
                    out.put(name, port);
                }
            }
        }
        return out;
    }
}
