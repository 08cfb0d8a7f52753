package dev.seawall.engine.network;

import dev.seawall.engine.model.SeawallException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Computes every connection among the workloads of manifests. Peers that no policy tells apart form one class, and each
 * pair of classes is decided once: the cost grows with the number of different labels, not of pods.
 */
final class KubernetesReach {
    /** More connections than anybody reads, and than memory should hold. */
    static final int MOST_CONNECTIONS = 4_000_000;

    private final List<String> warnings;
    private final boolean explain;
    private final Segments segments;
    private final PolicySet policies;
    private final Verdicts verdicts;
    private final List<Manifest> manifests;
    private final List<Workload> pods;
    private final List<Connection> out = new ArrayList<>();

    /**
     * Reads the manifests.
     *
     * @throws MalformedPolicyException where one is malformed in a way that leaves no answer
     */
    KubernetesReach(List<Manifest> manifests, List<String> warnings, boolean explain) throws MalformedPolicyException {
        this.manifests = manifests;
        this.warnings = warnings;
        this.explain = explain;
        Namespaces namespaces = new Namespaces(manifests);
        segments = Segments.read(manifests, namespaces, warnings);
        policies = new PolicySet(manifests, warnings);
        verdicts = new Verdicts(policies);
        pods = WorkloadReader.read(manifests, namespaces, warnings);
    }

    /** The workloads, after the pods of one owner were joined. */
    List<Workload> workloads() {
        Map<String, Map<Profile, Workload>> byName = new TreeMap<>();
        Map<String, List<Workload>> all = new TreeMap<>();
        for (Workload pod : pods) {
            String name = segments.shown(pod);
            byName.computeIfAbsent(name, key -> new LinkedHashMap<>()).putIfAbsent(profile(pod), pod);
            all.computeIfAbsent(name, key -> new ArrayList<>()).add(pod);
        }
        List<Workload> joined = new ArrayList<>();
        byName.forEach((name, variants) -> {
            if (variants.size() == 1) {
                joined.add(variants.values().iterator().next().named(name));
            } else {
                warnings.add(name + ": policies tell its pods apart; each is listed by its own name");
                all.getOrDefault(name, List.of())
                        .forEach(pod -> joined.add(pod.named(pod.namespace() + "/" + pod.pod() + "[Pod]")));
            }
        });
        return joined;
    }

    /** All connections, sorted. */
    List<Connection> connections(List<Workload> workloads) throws MalformedPolicyException {
        if (workloads.isEmpty()) {
            return List.of();
        }
        requireWellFormed(workloads);
        Collection<PeerClass> classes = PeerClass.group(workloads, this::profile);
        Collection<PeerClass> sources = PeerClass.group(blocks(true), this::profile);
        Collection<PeerClass> destinations = PeerClass.group(blocks(false), this::profile);
        for (PeerClass one : classes) {
            classes.forEach(other -> connect(one, other));
            sources.forEach(source -> connect(source, one));
            destinations.forEach(destination -> connect(one, destination));
        }
        enter(workloads);
        out.sort(Comparator.comparing(Connection::from)
                .thenComparing(Connection::to)
                .thenComparing(Connection::network));
        return out;
    }

    /** The ports one workload or entrance may open on another on their primary network. */
    Ports allowed(Workload from, Workload to) {
        PeerClass source = new PeerClass(profile(from), List.of(from));
        PeerClass destination = new PeerClass(profile(to), List.of(to));
        boolean joined = from.isEntrance()
                || source.profile().primary().equals(destination.profile().primary());
        return joined
                ? verdicts.primary(source, destination, false)
                        .ports()
                        .intersect(verdicts.primary(destination, source, true).ports())
                : Ports.NONE;
    }

    /** The ports that every address outside may open on a workload. */
    Ports allowedFromEverywhere(Workload to) {
        PeerClass destination = new PeerClass(profile(to), List.of(to));
        Ports ports = Ports.ALL;
        for (AddressBlock block : blocks(true)) {
            PeerClass source = new PeerClass(profile(block), List.of(block));
            ports = ports.intersect(verdicts.primary(destination, source, true).ports());
        }
        return ports;
    }

    private List<AddressBlock> blocks(boolean incoming) {
        return Addresses.cut(policies.addresses(incoming)).stream()
                .map(AddressBlock::new)
                .toList();
    }

    private Profile profile(Peer peer) {
        boolean external = !(peer instanceof Workload workload) || workload.isEntrance();
        return new Profile(
                external,
                policies.subjects(peer),
                policies.rulesNaming(peer),
                policies.ports(peer),
                peer instanceof Workload workload ? segments.primary(workload) : "",
                peer instanceof Workload workload ? segments.secondary(workload) : Set.of());
    }

    private void requireWellFormed(List<Workload> workloads) throws MalformedPolicyException {
        for (Policy policy : policies.policies()) {
            if (policy.problems().isEmpty()) {
                continue;
            }
            if (workloads.stream().anyMatch(policy.subject()::matches)) {
                throw new MalformedPolicyException(policy.problems().getFirst());
            }
            warnings.addAll(policy.problems());
        }
    }

    private void connect(PeerClass from, PeerClass to) {
        Profile source = from.profile();
        Profile destination = to.profile();
        if (source.external() || destination.external() || source.primary().equals(destination.primary())) {
            Verdicts.Allowed egress = verdicts.primary(from, to, false);
            Verdicts.Allowed ingress = verdicts.primary(to, from, true);
            add(from, to, egress, ingress, source.external() ? destination.primary() : source.primary());
        }
        Set<String> shared = new TreeSet<>(source.secondary());
        shared.retainAll(destination.secondary());
        for (String network : shared) {
            Set<String> names = segments.spellings(network);
            Verdicts.Allowed egress = verdicts.secondary(from, to, false, names);
            add(from, to, egress, verdicts.secondary(to, from, true, names), "secondary NAD " + network);
        }
    }

    private void add(PeerClass from, PeerClass to, Verdicts.Allowed egress, Verdicts.Allowed ingress, String network) {
        Ports ports = egress.ports().intersect(ingress.ports());
        if (ports.isEmpty()) {
            return;
        }
        List<String> spelled = ports.spelled();
        List<String> rules = explain ? rules(egress, ingress, ports) : List.of();
        for (Peer source : from.members()) {
            for (Peer destination : to.members()) {
                if (!source.shown().equals(destination.shown())) {
                    add(new Connection(source.shown(), destination.shown(), spelled, network, rules));
                }
            }
        }
    }

    private void add(Connection connection) {
        if (out.size() >= MOST_CONNECTIONS) {
            throw new SeawallException(
                    "compute who can reach whom",
                    "there are more than " + MOST_CONNECTIONS + " connections",
                    "Analyse fewer namespaces at a time");
        }
        out.add(connection);
    }

    private static List<String> rules(Verdicts.Allowed egress, Verdicts.Allowed ingress, Ports ports) {
        List<String> rules = new ArrayList<>(egress.reasonsFor(ports));
        rules.addAll(ingress.reasonsFor(ports));
        return rules;
    }

    private void enter(List<Workload> workloads) {
        Map<String, Map<Workload, List<Entrances.Target>>> entrances = Entrances.read(manifests, workloads, warnings);
        entrances.forEach((name, targets) -> {
            Workload door = Workload.entrance(name);
            PeerClass from = new PeerClass(profile(door), List.of(door));
            new HashMap<>(targets).forEach((workload, leading) -> enter(from, workload, leading));
        });
    }

    private void enter(PeerClass from, Workload workload, List<Entrances.Target> leading) {
        PeerClass to = new PeerClass(profile(workload), List.of(workload));
        Verdicts.Allowed egress = verdicts.primary(from, to, false);
        Verdicts.Allowed ingress = verdicts.primary(to, from, true);
        Ports opened = Ports.NONE;
        List<Verdicts.Reason> reasons = new ArrayList<>(egress.reasons());
        for (Entrances.Target target : leading) {
            opened = opened.union(target.ports());
            reasons.add(new Verdicts.Reason(target.reason(), target.ports()));
        }
        Verdicts.Allowed wanted = new Verdicts.Allowed(opened.intersect(egress.ports()), reasons);
        if (!opened.isEmpty()
                && opened.intersect(egress.ports()).intersect(ingress.ports()).isEmpty()) {
            warnings.add(leading.getFirst().reason() + ": policies block the way to " + workload.shown());
        }
        add(from, to, wanted, ingress, to.profile().primary());
    }
}
