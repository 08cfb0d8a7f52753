package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.List;

/** An immutable set of protocols and ports, of the three protocols that policies know. */
record Ports(Intervals tcp, Intervals udp, Intervals sctp) {
    static final int LAST_PORT = 65_535;
    private static final Intervals EVERY = Intervals.of(1, LAST_PORT);
    static final Ports NONE = new Ports(Intervals.NONE, Intervals.NONE, Intervals.NONE);
    static final Ports ALL = new Ports(EVERY, EVERY, EVERY);

    /** The protocols by their names in policies. */
    enum Protocol {
        SCTP,
        TCP,
        UDP
    }

    /** Every port of one protocol. */
    static Ports every(Protocol protocol) {
        return of(protocol, EVERY);
    }

    static Ports of(Protocol protocol, Intervals ports) {
        return switch (protocol) {
            case TCP -> new Ports(ports, Intervals.NONE, Intervals.NONE);
            case UDP -> new Ports(Intervals.NONE, ports, Intervals.NONE);
            case SCTP -> new Ports(Intervals.NONE, Intervals.NONE, ports);
        };
    }

    static Ports of(Protocol protocol, long port) {
        return of(protocol, Intervals.of(port, port));
    }

    Intervals of(Protocol protocol) {
        return switch (protocol) {
            case TCP -> tcp;
            case UDP -> udp;
            case SCTP -> sctp;
        };
    }

    boolean isEmpty() {
        return tcp.isEmpty() && udp.isEmpty() && sctp.isEmpty();
    }

    Ports union(Ports other) {
        if (equals(ALL) || other.isEmpty()) {
            return this;
        }
        return new Ports(tcp.union(other.tcp), udp.union(other.udp), sctp.union(other.sctp));
    }

    Ports intersect(Ports other) {
        return new Ports(tcp.intersect(other.tcp), udp.intersect(other.udp), sctp.intersect(other.sctp));
    }

    Ports subtract(Ports other) {
        return new Ports(tcp.subtract(other.tcp), udp.subtract(other.udp), sctp.subtract(other.sctp));
    }

    /** As people read them: {@code All Connections}, or one text per protocol such as {@code TCP 80,8000-8010}. */
    List<String> spelled() {
        if (equals(ALL)) {
            return List.of("All Connections");
        }
        List<String> out = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            if (!of(protocol).isEmpty()) {
                out.add(protocol + " " + spelled(of(protocol)));
            }
        }
        return out;
    }

    private static String spelled(Intervals ports) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ports.ranges(); i++) {
            text.append(i == 0 ? "" : ",").append(ports.first(i));
            if (ports.last(i) > ports.first(i)) {
                text.append('-').append(ports.last(i));
            }
        }
        return text.toString();
    }
}
