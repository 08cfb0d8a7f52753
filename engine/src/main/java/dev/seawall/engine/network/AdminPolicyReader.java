package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads AdminNetworkPolicy and BaselineAdminNetworkPolicy objects. */
final class AdminPolicyReader {
    private static final int HIGHEST_PRIORITY = 1000;
    private final Manifest manifest;
    private final List<String> warnings;
    private final boolean baseline;
    private final List<String> problems = new ArrayList<>();

    private AdminPolicyReader(Manifest manifest, List<String> warnings) {
        this.manifest = manifest;
        this.warnings = warnings;
        this.baseline = manifest.kind().equals("BaselineAdminNetworkPolicy");
    }

    /**
     * Reads one policy; what it cannot mean is added to the warnings.
     *
     * @throws MalformedPolicyException where its subject, its priority, its name or an address is malformed
     */
    static Policy read(Manifest manifest, List<String> warnings) throws MalformedPolicyException {
        return new AdminPolicyReader(manifest, warnings).read();
    }

    private Policy read() throws MalformedPolicyException {
        if (baseline && !manifest.name().equals("default")) {
            throw manifest.malformed(manifest.body(), "a BaselineAdminNetworkPolicy must be named default");
        }
        return new Policy(
                baseline ? Policy.Layer.BASELINE : Policy.Layer.ADMIN,
                manifest.kind() + " " + manifest.name(),
                baseline ? 0 : priority(),
                subject(),
                rules("ingress", "from"),
                !manifest.spec().get("ingress").items().isEmpty(),
                rules("egress", "to"),
                !manifest.spec().get("egress").items().isEmpty(),
                Set.of(),
                problems);
    }

    private int priority() throws MalformedPolicyException {
        Located priority = manifest.spec().get("priority");
        int value = priority.text().matches("\\d{1,4}") ? Integer.parseInt(priority.text()) : -1;
        if (priority.isNull()) {
            return 0;
        }
        if (value < 0 || value > HIGHEST_PRIORITY) {
            throw manifest.malformed(priority, "the priority must be between 0 and " + HIGHEST_PRIORITY);
        }
        return value;
    }

    private PeerMatch subject() throws MalformedPolicyException {
        Located subject = manifest.spec().get("subject");
        @Nullable PeerMatch match = selected(subject);
        if (match == null) {
            throw manifest.malformed(
                    subject.isPresent() ? subject : manifest.spec(),
                    "exactly one of namespaces and pods must be set in the subject");
        }
        return match;
    }

    private @Nullable PeerMatch selected(Located peer) throws MalformedPolicyException {
        Located namespaces = peer.get("namespaces");
        Located pods = peer.get("pods");
        if (namespaces.isNull() == pods.isNull()) {
            return null;
        }
        if (pods.isNull()) {
            return new PeerMatch.Pods(Selector.read(manifest, namespaces), Selector.EVERYTHING);
        }
        return new PeerMatch.Pods(
                Selector.read(manifest, pods.get("namespaceSelector")),
                Selector.read(manifest, pods.get("podSelector")));
    }

    private List<Rule> rules(String field, String peers) throws MalformedPolicyException {
        List<Located> written = manifest.spec().get(field).items();
        List<Rule> out = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String own = written.get(i).get("name").text();
            String name = manifest.kind() + " " + manifest.name() + ", " + field + " rule "
                    + (own.isEmpty() ? i + 1 : "\"" + own + "\"") + " (" + manifest.place(written.get(i)) + ")";
            out.add(rule(name, written.get(i), peers));
        }
        return out;
    }

    private Rule rule(String name, Located rule, String peers) throws MalformedPolicyException {
        List<PeerMatch> matches = new ArrayList<>();
        if (rule.get(peers).items().isEmpty()) {
            problems.add(manifest.malformed(rule, peers + " must have at least one peer")
                    .getMessage());
        }
        for (Located peer : rule.get(peers).items()) {
            addPeer(peer, matches, peers.equals("to"));
        }
        PortReader ports = new PortReader(manifest);
        if (rule.get("ports").isNull()) {
            ports.all();
        }
        for (Located port : rule.get("ports").items()) {
            try {
                ports.adminPort(port);
            } catch (MalformedPolicyException e) {
                problems.add(e.getMessage());
            }
        }
        return Rule.of(name, action(rule.get("action")), matches, ports);
    }

    private Rule.Action action(Located action) {
        switch (action.text()) {
            case "Allow":
                return Rule.Action.ALLOW;
            case "Deny":
                return Rule.Action.DENY;
            case "Pass":
                if (!baseline) {
                    return Rule.Action.PASS;
                }
                break;
            default:
                break;
        }
        problems.add(manifest.malformed(action, "unrecognized action \"" + action.text() + "\"")
                .getMessage());
        return Rule.Action.DENY;
    }

    private void addPeer(Located peer, List<PeerMatch> matches, boolean outgoing) throws MalformedPolicyException {
        for (String unknown : List.of("nodes", "domainNames")) {
            if (!peer.get(unknown).isNull()) {
                warnings.add(
                        manifest.place(peer) + ": " + unknown + " cannot be analysed from manifests; peer skipped");
                return;
            }
        }
        Located networks = outgoing ? peer.get("networks") : Located.MISSING;
        @Nullable PeerMatch pods = selected(peer);
        if ((pods == null) == networks.isNull()) {
            problems.add(manifest.malformed(peer, "exactly one field must be set in a rule's peer")
                    .getMessage());
        } else if (pods != null) {
            matches.add(pods);
        } else {
            matches.add(outside(networks));
        }
    }

    private PeerMatch outside(Located networks) throws MalformedPolicyException {
        List<Intervals> all = new ArrayList<>();
        for (Located network : networks.items()) {
            all.add(PolicyReader.cidr(manifest, network, warnings));
        }
        return new PeerMatch.Outside(Intervals.union(all));
    }
}
