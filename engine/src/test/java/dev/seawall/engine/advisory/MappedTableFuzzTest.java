package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table may come from anywhere: whatever its bytes say, a lookup answers or refuses, and never reads elsewhere. */
final class MappedTableFuzzTest {
    @TempDir
    private Path temp;

    private byte[] table() throws IOException {
        Path path = temp.resolve("good.tbl");
        try (TableWriter writer = new TableWriter(path, true)) {
            for (int i = 100; i < 400; i++) {
                writer.add(("key-" + i).getBytes(StandardCharsets.UTF_8), value(i));
            }
            writer.finish();
        }
        return Files.readAllBytes(path);
    }

    private static byte[] value(int i) throws IOException {
        return AdvisoryCodec.encode(Records.advisory(
                Records.json("A-" + i, "npm", "key-" + i, "1." + i, "\"summary\":\"a text that repeats itself\",")));
    }

    @Test
    void findsWhatWasWritten() throws IOException {
        table();
        try (MappedTable table = MappedTable.open(temp.resolve("good.tbl"))) {
            assertEquals(300, table.size());
            assertArrayEquals(value(250), table.find("key-250"));
            assertNull(table.find("key-4"));
            table.verify();
        }
    }

    @Test
    void mutatedTablesNeverBreakTheReader() throws IOException {
        byte[] good = table();
        long end = System.nanoTime() + 1_000_000_000L * Long.getLong("seawall.fuzz.seconds", 1);
        Random random = new Random(1);
        int refused = 0;
        Path path = temp.resolve("bad.tbl");
        for (int round = 0; System.nanoTime() < end || round < 200; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextBoolean() ? random.nextInt(MappedTable.HEADER) : random.nextInt(bad.length);
                bad[at] = (byte) random.nextInt(256);
            }
            if (random.nextBoolean()) {
                seal(bad);
            }
            Files.write(path, bad);
            refused += read(path) ? 0 : 1;
        }
        assertTrue(refused > 0);
    }

    /** Makes the checksums true again, as an attacker would. */
    private static void seal(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long tables = bytes.getLong(24);
        if (tables >= 0 && tables < file.length) {
            bytes.putInt(60, crc(file, (int) tables, file.length - (int) tables));
        }
        bytes.putInt(MappedTable.HEADER - 4, crc(file, 0, MappedTable.HEADER - 4));
    }

    private static int crc(byte[] file, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file, at, length);
        return (int) crc.getValue();
    }

    private static boolean read(Path path) {
        try (MappedTable table = MappedTable.open(path)) {
            for (int i = 100; i < 400; i += 7) {
                byte[] value = table.find("key-" + i);
                if (value != null) {
                    AdvisoryCodec.decode(value);
                }
            }
            table.verify();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void mutatedValuesNeverBreakTheCodec() throws IOException {
        byte[] good = value(123);
        Random random = new Random(2);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                AdvisoryCodec.decode(bad);
            } catch (IOException expected) {
                refused++;
            }
        }
        assertTrue(refused > 0);
    }
}
