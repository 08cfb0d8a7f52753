package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.List;

/** Collects the ports of one rule. */
final class PortReader {
    private final Manifest manifest;
    private final List<Rule.NamedPort> named = new ArrayList<>();
    private Ports ports = Ports.NONE;

    PortReader(Manifest manifest) {
        this.manifest = manifest;
    }

    Ports ports() {
        return ports;
    }

    List<Rule.NamedPort> named() {
        return named;
    }

    /** Every port of every protocol. */
    void all() {
        ports = Ports.ALL;
    }

    /** One entry of {@code ports} of a NetworkPolicy. */
    void policyPort(Located entry) throws MalformedPolicyException {
        Ports.Protocol protocol = protocol(entry.get("protocol"));
        Located port = entry.get("port");
        Located end = entry.get("endPort");
        if (port.isNull()) {
            add(Ports.every(protocol));
        } else if (isNumber(port)) {
            range(protocol, port, end.isNull() ? port : end);
        } else if (end.isNull()) {
            named.add(new Rule.NamedPort(protocol, port.text()));
        } else {
            throw manifest.malformed(end, "endPort needs a numeric port");
        }
    }

    /** One entry of {@code ports} of an AdminNetworkPolicy. */
    void adminPort(Located entry) throws MalformedPolicyException {
        List<String> set = List.of("portNumber", "portRange", "namedPort").stream()
                .filter(field -> !entry.get(field).isNull())
                .toList();
        if (set.size() != 1) {
            throw manifest.malformed(entry, "exactly one of portNumber, portRange and namedPort must be set");
        }
        Located value = entry.get(set.getFirst());
        switch (set.getFirst()) {
            case "portNumber" -> range(protocol(value.get("protocol")), value.get("port"), value.get("port"));
            case "portRange" -> range(protocol(value.get("protocol")), value.get("start"), value.get("end"));
            default -> named.add(new Rule.NamedPort(null, value.text()));
        }
    }

    private void range(Ports.Protocol protocol, Located first, Located last) throws MalformedPolicyException {
        int from = number(first);
        int to = number(last);
        if (to < from) {
            throw manifest.malformed(last, "the port range " + from + "-" + to + " ends before it starts");
        }
        add(Ports.of(protocol, Intervals.of(from, to)));
    }

    private void add(Ports more) {
        ports = ports.union(more);
    }

    private int number(Located value) throws MalformedPolicyException {
        int number = value.text().matches("\\d{1,5}") ? Integer.parseInt(value.text()) : 0;
        if (number < 1 || number > Ports.LAST_PORT) {
            throw manifest.malformed(value, "\"" + value.text() + "\" is no port from 1 to " + Ports.LAST_PORT);
        }
        return number;
    }

    private Ports.Protocol protocol(Located value) throws MalformedPolicyException {
        return switch (value.text()) {
            case "", "TCP" -> Ports.Protocol.TCP;
            case "UDP" -> Ports.Protocol.UDP;
            case "SCTP" -> Ports.Protocol.SCTP;
            default -> throw manifest.malformed(value, "\"" + value.text() + "\" is no protocol; use TCP, UDP or SCTP");
        };
    }

    static boolean isNumber(Located value) {
        return value.text().matches("-?\\d+");
    }
}
