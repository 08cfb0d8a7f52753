package dev.seawall.engine.ecosystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * RPM databases for tests. Those in resources were written by rpm 4.18 and by libdb 5.3 from five packages made with
 * rpmbuild; the ndb one is laid out here around headers of the same shape.
 */
final class RpmFixtures {
    private RpmFixtures() {}

    static byte[] resource(String name) throws IOException {
        try (InputStream in = RpmFixtures.class.getResourceAsStream("/ecosystem/rpm/" + name + ".gz")) {
            return new GZIPInputStream(in).readAllBytes();
        }
    }

    /** A header with a name, version, release and epoch. */
    static byte[] header(String name, String version, String release, int epoch) {
        List<String> texts = List.of(name, version, release);
        ByteBuffer out = ByteBuffer.allocate(4096);
        ByteBuffer data = ByteBuffer.allocate(2048);
        out.putInt(4).putInt(0);
        for (int i = 0; i < texts.size(); i++) {
            out.putInt(1000 + i).putInt(6).putInt(data.position()).putInt(1);
            data.put(texts.get(i).getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        }
        data.position((data.position() + 3) & ~3);
        out.putInt(1003).putInt(4).putInt(data.position()).putInt(1);
        data.putInt(epoch);
        out.putInt(4, data.position());
        out.put(data.flip());
        byte[] blob = new byte[out.position()];
        out.get(0, blob);
        return blob;
    }

    /** An ndb database of these headers: one page of slots, then the blobs. */
    static byte[] ndb(List<byte[]> headers) {
        ByteBuffer out = ByteBuffer.allocate(64 << 10).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x506d7052).putInt(0).putInt(1).putInt(1).putInt(headers.size() + 1);
        List<Integer> blocks = new ArrayList<>();
        int at = 4096;
        for (byte[] header : headers) {
            int length = (16 + header.length + 12 + 15) / 16 * 16;
            out.putInt(at, 0x53626c42)
                    .putInt(at + 4, blocks.size() + 1)
                    .putInt(at + 8, 1)
                    .putInt(at + 12, header.length);
            out.put(at + 16, header);
            out.putInt(at + length - 4, 0x45626c42);
            blocks.add(at / 16);
            at += length;
        }
        for (int slot = 2; slot < 256; slot++) {
            boolean used = slot - 2 < blocks.size();
            out.putInt(slot * 16, 0x746f6c53).putInt(slot * 16 + 4, used ? slot - 1 : 0);
            out.putInt(slot * 16 + 8, used ? blocks.get(slot - 2) : 0).putInt(slot * 16 + 12, 0);
        }
        byte[] database = new byte[at];
        out.get(0, database);
        return database;
    }
}
