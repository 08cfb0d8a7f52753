package dev.seawall.server.logs.receive;

import dev.seawall.server.logs.LogIntake;
import dev.seawall.server.logs.RawLine;
import dev.seawall.server.module.Listener;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Syslog, one message to a datagram. */
public final class SyslogUdp implements Listener.Open {
    private static final int LARGEST_BYTES = 65_535;
    private static final int MOST_TOGETHER = 1_000;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private final DatagramSocket socket;
    private final LogIntake intake;
    private final Syslog syslog;

    private SyslogUdp(DatagramSocket socket, LogIntake intake, Clock clock) {
        this.socket = socket;
        this.intake = intake;
        this.syslog = new Syslog(clock);
    }

    /** Opens the port and reads from it. */
    public static Listener.Open open(InetSocketAddress address, LogIntake intake, Clock clock) throws IOException {
        DatagramSocket socket = new DatagramSocket(address);
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        SyslogUdp open = new SyslogUdp(socket, intake, clock);
        Thread.ofVirtual().name("logs-syslog-udp").start(open::run);
        return open;
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_BYTES], LARGEST_BYTES);
        while (!socket.isClosed()) {
            try {
                receive(packet);
            } catch (IOException e) {
                // a datagram is acknowledged to nobody; the next one may fare better
            }
        }
    }

    /** Waits for one message, then takes all that are there already. */
    private void receive(DatagramPacket packet) throws IOException {
        Map<String, List<RawLine>> bySender = new LinkedHashMap<>();
        socket.setSoTimeout(0);
        int count = 0;
        try {
            do {
                packet.setLength(LARGEST_BYTES);
                socket.receive(packet);
                String sender = packet.getAddress().getHostAddress();
                bySender.computeIfAbsent(sender, any -> new ArrayList<>())
                        .add(syslog.parse(packet.getData(), packet.getLength(), sender));
                socket.setSoTimeout(1);
            } while (++count < MOST_TOGETHER);
        } catch (SocketTimeoutException e) {
            // all read
        }
        for (Map.Entry<String, List<RawLine>> sent : bySender.entrySet()) {
            intake.take(sent.getKey(), sent.getValue());
        }
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
