package dev.seawall.engine.network;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes nftables rules for a plain Docker host: from outside, only the published ports of the Compose files lead to
 * containers. What containers may do among themselves stays with Docker's own rules, which come after these.
 */
final class NftablesWriter {
    private NftablesWriter() {}

    static String write(List<ComposeMember> services, Map<String, ComposeNetwork> networks) {
        TreeSet<String> bridges = new TreeSet<>(List.of("br-*", "docker0"));
        networks.values().stream()
                .map(ComposeNetwork::bridge)
                .filter(name -> name.matches("[A-Za-z0-9_.-]{1,15}"))
                .forEach(bridges::add);
        StringBuilder out = new StringBuilder("# Only published ports lead from outside to containers.\n");
        out.append("# Load with: nft -f FILE. Take away with: nft delete table inet seawall_compose\n");
        out.append("table inet seawall_compose\ndelete table inet seawall_compose\ntable inet seawall_compose {\n");
        out.append("  chain forward {\n    type filter hook forward priority filter - 5; policy accept;\n");
        out.append("    ct state established,related accept\n");
        bridges.forEach(name -> out.append("    iifname \"" + name + "\" accept\n"));
        bridges.forEach(name -> out.append("    oifname \"" + name + "\" jump published\n"));
        out.append("  }\n  chain published {\n");
        services.stream().filter(service -> leadsOutside(service, networks)).forEach(service -> service.ports()
                .forEach(ports -> publish(service, ports, out)));
        out.append("    counter drop\n  }\n}\n");
        return out.toString();
    }

    private static boolean leadsOutside(ComposeMember service, Map<String, ComposeNetwork> networks) {
        return service.networks().keySet().stream().anyMatch(name -> {
            ComposeNetwork network = networks.get(name);
            return network == null || !network.internal();
        });
    }

    private static void publish(ComposeMember service, ComposePorts ports, StringBuilder out) {
        if (ports.local()) {
            return;
        }
        String comment = (service.project() + "/" + service.name()).replaceAll("[^A-Za-z0-9_./-]", "?");
        for (Ports.Protocol protocol : Ports.Protocol.values()) {
            Intervals ranges = ports.host().of(protocol);
            for (int i = 0; i < ranges.ranges(); i++) {
                String last = ranges.last(i) > ranges.first(i) ? "-" + ranges.last(i) : "";
                out.append("    meta l4proto ")
                        .append(protocol.name().toLowerCase(java.util.Locale.ROOT))
                        .append(" ct original proto-dst ")
                        .append(ranges.first(i))
                        .append(last)
                        .append(" accept comment \"")
                        .append(comment, 0, Math.min(comment.length(), 100))
                        .append("\"\n");
            }
        }
    }
}
