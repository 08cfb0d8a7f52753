package dev.seawall.server.logs.receive;

import dev.seawall.server.logs.LogIntake;
import dev.seawall.server.logs.RawLine;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Syslog in a TCP or TLS connection. A sender that is too fast is read no further until it may go on. */
public final class SyslogTcp implements TcpPort.Talk {
    private static final int MOST_TOGETHER = 2_000;
    private static final long MOST_BYTES_TOGETHER = 8 << 20;
    private static final long PAUSE_MILLIS = 200;

    private final LogIntake intake;
    private final Syslog syslog;

    /** Over one way in. */
    public SyslogTcp(LogIntake intake, Clock clock) {
        this.intake = intake;
        this.syslog = new Syslog(clock);
    }

    @Override
    public void run(Socket socket) throws IOException, InterruptedException {
        String sender = socket.getInetAddress().getHostAddress();
        SyslogFrames frames = new SyslogFrames(socket.getInputStream());
        List<RawLine> lines = new ArrayList<>();
        long bytes = 0;
        for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
            lines.add(syslog.parse(frame, frame.length, sender));
            bytes += frame.length;
            if (lines.size() >= MOST_TOGETHER || bytes >= MOST_BYTES_TOGETHER || !frames.hasMore()) {
                take(sender, lines);
                lines.clear();
                bytes = 0;
            }
        }
        take(sender, lines);
    }

    private void take(String sender, List<RawLine> lines) throws IOException, InterruptedException {
        while (!intake.take(sender, lines)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
