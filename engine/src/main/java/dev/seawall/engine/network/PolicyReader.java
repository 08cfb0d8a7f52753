package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads NetworkPolicy and MultiNetworkPolicy objects. */
final class PolicyReader {
    private static final String TARGETS = "k8s.v1.cni.cncf.io/policy-for";
    private final Manifest manifest;
    private final List<String> warnings;
    private final boolean secondary;
    private final List<String> problems = new ArrayList<>();

    private PolicyReader(Manifest manifest, List<String> warnings) {
        this.manifest = manifest;
        this.warnings = warnings;
        this.secondary = manifest.kind().equals("MultiNetworkPolicy");
    }

    /**
     * Reads one policy; what it cannot mean is added to the warnings.
     *
     * @throws MalformedPolicyException where its subject or an address is malformed
     */
    static Policy read(Manifest manifest, List<String> warnings) throws MalformedPolicyException {
        return new PolicyReader(manifest, warnings).read();
    }

    private Policy read() throws MalformedPolicyException {
        Selector subject = Selector.read(manifest, manifest.spec().get("podSelector"));
        return new Policy(
                secondary ? Policy.Layer.SECONDARY : Policy.Layer.NAMESPACE,
                manifest.kind() + " " + manifest.fullName(),
                0,
                new PeerMatch.PodsIn(manifest.namespace(), subject),
                rules("ingress", "from"),
                governs("Ingress", "ingress"),
                rules("egress", "to"),
                governs("Egress", "egress"),
                secondary ? targets() : Set.of(),
                problems);
    }

    private Set<String> targets() throws MalformedPolicyException {
        String text =
                manifest.body().get("metadata").get("annotations").get(TARGETS).text();
        if (text.isBlank()) {
            throw manifest.malformed(manifest.body(), "the annotation " + TARGETS + " must name its networks");
        }
        Set<String> out = new LinkedHashSet<>();
        for (String target : text.split(",")) {
            String name = target.strip();
            out.add(name.contains("/") ? name : manifest.namespace() + "/" + name);
        }
        return out;
    }

    private boolean governs(String type, String field) {
        List<String> types = manifest.spec().get("policyTypes").texts();
        boolean byDefault = type.equals("Ingress") && !secondary;
        return types.isEmpty()
                ? byDefault || !manifest.spec().get(field).items().isEmpty()
                : types.contains(type);
    }

    private List<Rule> rules(String field, String peers) throws MalformedPolicyException {
        List<Located> written = manifest.spec().get(field).items();
        List<Rule> out = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String name = manifest.kind() + " " + manifest.fullName() + ", " + field + " rule " + (i + 1) + " ("
                    + manifest.place(written.get(i)) + ")";
            out.add(rule(name, written.get(i), peers));
        }
        return out;
    }

    private Rule rule(String name, Located rule, String peers) throws MalformedPolicyException {
        List<PeerMatch> matches = new ArrayList<>();
        if (rule.get(peers).items().isEmpty()) {
            matches.add(new PeerMatch.Anyone());
        }
        for (Located peer : rule.get(peers).items()) {
            addPeer(peer, matches);
        }
        PortReader ports = new PortReader(manifest);
        if (rule.get("ports").items().isEmpty()) {
            ports.all();
        }
        for (Located port : rule.get("ports").items()) {
            try {
                ports.policyPort(port);
            } catch (MalformedPolicyException e) {
                problems.add(e.getMessage());
            }
        }
        return Rule.of(name, Rule.Action.ALLOW, matches, ports);
    }

    private void addPeer(Located peer, List<PeerMatch> matches) throws MalformedPolicyException {
        Located namespaces = peer.get("namespaceSelector");
        Located pods = peer.get("podSelector");
        Located block = peer.get("ipBlock");
        boolean selects = !namespaces.isNull() || !pods.isNull();
        if (selects != block.isNull()) {
            String reason = selects
                    ? "a peer cannot have both ipBlock and a selector"
                    : "a peer needs podSelector, namespaceSelector or ipBlock";
            problems.add(manifest.malformed(peer, reason).getMessage());
        } else if (selects) {
            matches.add(pods(namespaces, pods));
        } else {
            addAddresses(block, matches);
        }
    }

    private PeerMatch pods(Located namespaces, Located pods) throws MalformedPolicyException {
        Selector podSelector = Selector.read(manifest, pods);
        return namespaces.isNull()
                ? new PeerMatch.PodsIn(manifest.namespace(), podSelector)
                : new PeerMatch.Pods(Selector.read(manifest, namespaces), podSelector);
    }

    private void addAddresses(Located block, List<PeerMatch> matches) throws MalformedPolicyException {
        if (secondary) {
            warnings.add(
                    manifest.place(block) + ": addresses of pods in secondary networks are unknown; ipBlock skipped");
            return;
        }
        Intervals all = cidr(manifest, block.get("cidr"), warnings);
        List<Intervals> without = new ArrayList<>();
        for (Located except : block.get("except").items()) {
            without.add(cidr(manifest, except, warnings));
        }
        matches.add(new PeerMatch.Outside(all.subtract(Intervals.union(without))));
    }

    /** The IPv4 addresses of a CIDR; an IPv6 one gives none and a warning. */
    static Intervals cidr(Manifest manifest, Located text, List<String> warnings) throws MalformedPolicyException {
        Intervals addresses = text.text().contains("/") ? Addresses.cidr(text.text()) : null;
        if (addresses != null) {
            return addresses;
        }
        if (Addresses.isVersion6(text.text())) {
            warnings.add(manifest.place(text) + ": IPv6 is not analysed; " + text.text() + " skipped");
            return Intervals.NONE;
        }
        throw manifest.malformed(text, "\"" + text.text() + "\" is no CIDR such as 10.0.0.0/8");
    }
}
