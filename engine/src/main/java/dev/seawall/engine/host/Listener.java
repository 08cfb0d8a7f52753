package dev.seawall.engine.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A socket that waits for others.
 *
 * @param protocol tcp, tcp6, udp or udp6
 * @param address numeric
 * @param process who holds it, or null where that cannot be seen
 */
record Listener(String protocol, String address, int port, Processes.@Nullable Running process) {
    private static final int MOST = 100_000;

    /** The listening sockets of the running host, by protocol, port and address; one row for each. */
    static List<Listener> read(HostText text, Processes processes) {
        Map<String, Listener> all = new TreeMap<>();
        Map<Long, Processes.Running> owners = processes.socketOwners();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (Line line : text.lines("proc/net/" + protocol)) {
                if (all.size() < MOST) {
                    parse(protocol, line.words(), owners)
                            .ifPresent(each -> all.putIfAbsent(each.protocol + each.port + each.address, each));
                }
            }
        }
        List<Listener> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingInt(Listener::port)
                .thenComparing(Listener::protocol)
                .thenComparing(Listener::address));
        return sorted;
    }

    /** {@code sl local remote state …uid timeout inode}; TCP listens in state 0A, unconnected UDP is in state 07. */
    static Optional<Listener> parse(String protocol, List<String> words, Map<Long, Processes.Running> owners) {
        String wanted = protocol.startsWith("tcp") ? "0A" : "07";
        if (words.size() < 10
                || !words.get(3).equals(wanted)
                || !words.get(1).matches("([0-9A-F]{8}){1,4}:[0-9A-F]{4}")) {
            return Optional.empty();
        }
        String[] local = words.get(1).split(":", 2);
        String inode = words.get(9);
        Processes.Running owner = inode.matches("\\d{1,18}") ? owners.get(Long.parseLong(inode)) : null;
        return Optional.of(new Listener(protocol, address(local[0]), Integer.parseInt(local[1], 16), owner));
    }

    /** Each group of eight digits is one word in the byte order of the machine, little-endian. */
    private static String address(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 0; i < 4; i++) {
                int at = (word + 3 - i) * 2;
                bytes[word + i] = (byte) Integer.parseInt(hex.substring(at, at + 2), 16);
            }
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return hex;
        }
    }

    boolean isLocal() {
        return address.startsWith("127.")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.startsWith("0:0:0:0:0:ffff:7f");
    }

    String program() {
        return process == null ? "an unknown process" : process.name();
    }

    /** {@code tcp 0.0.0.0:22}. */
    String place() {
        return protocol + " " + (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
