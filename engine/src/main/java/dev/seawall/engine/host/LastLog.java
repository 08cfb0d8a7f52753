package dev.seawall.engine.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;

/** When each uid logged in last: {@code /var/log/lastlog}, one row of 292 bytes for each, sparse. */
final class LastLog {
    private static final String PATH = "var/log/lastlog";
    private static final int ROW = 292;
    private static final long LAST_UID = 70_000;

    private LastLog() {}

    /** Seconds since 1970 by uid; nobody where there is no such file. */
    static Map<Long, Long> read(HostFiles files) {
        Map<Long, Long> all = new HashMap<>();
        if (files.resolve(PATH).isEmpty()) {
            return all;
        }
        try (SeekableByteChannel channel = files.content(PATH).channel()) {
            long rows = Math.min(channel.size() / ROW, LAST_UID);
            ByteBuffer buffer = ByteBuffer.allocate(ROW * 64).order(ByteOrder.LITTLE_ENDIAN);
            for (long uid = 0; uid < rows; uid += 64) {
                buffer.clear();
                channel.position(uid * ROW);
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
                for (int i = 0; i < buffer.position() / ROW; i++) {
                    long seconds = Integer.toUnsignedLong(buffer.getInt(i * ROW));
                    if (seconds > 0) {
                        all.put(uid + i, seconds);
                    }
                }
            }
        } catch (IOException e) {
            all.clear();
        }
        return all;
    }
}
