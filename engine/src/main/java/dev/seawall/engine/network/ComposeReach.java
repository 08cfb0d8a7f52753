package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who can reach whom on a plain container host: containers of one network reach all ports of each other, published
 * ports are open to everyone, and what is not on an internal network reaches the outside.
 */
final class ComposeReach {
    private static final String OUTSIDE = new AddressBlock(Addresses.ALL).shown();
    private static final String HOST = "{host}";
    private final Map<String, ComposeNetwork> networks;
    private final List<ComposeMember> services;
    private final boolean explain;
    private final List<Connection> out = new ArrayList<>();

    ComposeReach(ComposeReader reader, boolean explain) {
        this.services = reader.services();
        this.networks = reader.networks();
        this.explain = explain;
    }

    List<ComposeMember> services() {
        return services;
    }

    List<Connection> connections() {
        for (ComposeMember from : services) {
            services.forEach(to -> between(from, to));
            outside(from);
        }
        return out;
    }

    private void between(ComposeMember from, ComposeMember to) {
        if (from.shown().equals(to.shown())) {
            return;
        }
        Set<String> shared = new LinkedHashSet<>();
        List<String> rules = new ArrayList<>();
        for (String network : from.networks().keySet()) {
            String joined = to.networks().get(network);
            if (joined != null && network(network).talking()) {
                shared.add(network);
                rules.add("both are on the network " + network + " ("
                        + from.networks().get(network) + " and " + joined + ")");
            }
        }
        boolean viaHost = (from.host() && (to.host() || !to.networks().isEmpty()))
                || (to.host() && !from.networks().isEmpty());
        if (viaHost) {
            rules.add("one of them shares the network of the host (" + (from.host() ? from : to).place() + ")");
        }
        if (!rules.isEmpty()) {
            add(from.shown(), to.shown(), Ports.ALL, String.join(",", shared), rules);
        }
    }

    private void outside(ComposeMember service) {
        Set<String> open = new LinkedHashSet<>();
        Ports incoming = service.host() ? Ports.ALL : Ports.NONE;
        for (String name : service.networks().keySet()) {
            if (!network(name).internal()) {
                open.add(name);
                incoming = network(name).flat() ? Ports.ALL : incoming;
            }
        }
        if (open.isEmpty() && !service.host()) {
            return;
        }
        String how = service.host()
                ? "it shares the network of the host"
                : "the networks " + String.join(", ", open) + " lead outside";
        add(service.shown(), OUTSIDE, Ports.ALL, "", List.of(how + " (" + service.place() + ")"));
        published(service, incoming);
    }

    private void published(ComposeMember service, Ports incoming) {
        Ports everyone = incoming;
        Ports local = Ports.NONE;
        for (ComposePorts ports : service.ports()) {
            if (ports.local()) {
                local = local.union(ports.container());
            } else {
                everyone = everyone.union(ports.container());
            }
        }
        List<String> rules = List.of("its ports are published (" + service.place() + ")");
        add(OUTSIDE, service.shown(), everyone, "", rules);
        add(HOST, service.shown(), local.subtract(everyone), "", rules);
    }

    private void add(String from, String to, Ports ports, String network, List<String> rules) {
        if (!ports.isEmpty()) {
            out.add(new Connection(from, to, ports.spelled(), network, explain ? rules : List.of()));
        }
    }

    private ComposeNetwork network(String name) {
        return networks.getOrDefault(name, new ComposeNetwork(name, false, true, false, ""));
    }
}
