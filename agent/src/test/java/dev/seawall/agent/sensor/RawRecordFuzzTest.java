package dev.seawall.agent.sensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.agent.activity.ProcessReader;
import dev.seawall.agent.activity.ProcessTable;
import dev.seawall.agent.container.ContainerMetadata;
import dev.seawall.agent.container.Containers;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a record has, reading it ends and throws nothing. */
final class RawRecordFuzzTest {
    private static final int SIZE = 700;

    private static byte[] sample(Random random, int kind) {
        ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(SIZE)
                .putShort((short) kind)
                .putShort((short) 257)
                .putLong(1)
                .putInt(10)
                .putInt(10)
                .putInt(1);
        out.putInt(0).putInt(0).putInt(0).putLong(20);
        if (kind == RawRecord.CALL) {
            out.position(96);
        }
        while (out.remaining() > 120) {
            int length = random.nextInt(100);
            byte[] content = "a\0/etc/../x\u00e9\n".repeat(10).getBytes(StandardCharsets.UTF_8);
            int at = out.position();
            out.putShort((short) random.nextInt(36)).putShort((short) length).put(content, 0, length);
            out.position(at + ((length + 4 + 7) & ~7));
        }
        return out.array();
    }

    private static long read(RawRecord record) {
        long sum = record.kind() + record.call() + record.time() + record.process();
        for (Part part : Part.values()) {
            sum += record.number(part, 8) + record.small(part, 60) + record.tiny(part, 4);
            sum += record.texts(part).size();
            String path = record.path(part);
            String text = record.text(part);
            sum += (path == null ? 0 : path.length()) + (text == null ? 0 : text.length());
        }
        for (int i = 0; i < 6; i++) {
            String text = record.argumentText(i);
            sum += text == null ? 0 : text.length();
        }
        return sum;
    }

    @Test
    void hostileRecordsAreReadToTheirEnd() {
        Random random = new Random(7);
        RawRecord record = new RawRecord();
        ProcessTable table = new ProcessTable(
                new Containers(new ContainerMetadata(Path.of("/no/such/root"))),
                new ProcessReader(Path.of("/no/such/proc")));
        long end = System.nanoTime() + Integer.getInteger("seawall.fuzz.seconds", 0) * 1_000_000_000L;
        long sum = 0;
        for (int round = 0; round < 60_000 || System.nanoTime() < end; round++) {
            byte[] bytes = sample(random, 1 + round % 4);
            for (int i = 0; i < random.nextInt(20); i++) {
                bytes[48 + random.nextInt(SIZE - 48)] = (byte) random.nextInt();
            }
            int length = 96 + random.nextInt(SIZE - 96);
            record.at(MemorySegment.ofArray(bytes), 0, length);
            sum += read(record);
            record.at(MemorySegment.ofArray(bytes), 0, length);
            sum += table.update(record).commandLine().length();
        }
        assertTrue(sum != 0);
    }
}
