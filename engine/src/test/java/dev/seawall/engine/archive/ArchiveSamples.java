package dev.seawall.engine.archive;

import dev.seawall.engine.files.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Content and archives in memory. */
public final class ArchiveSamples {
    private ArchiveSamples() {}

    /** A file's bytes in memory. */
    public record Bytes(byte[] bytes) implements FileContent {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public SeekableByteChannel channel() {
            return new SeekableInMemoryByteChannel(bytes);
        }
    }

    /** A cabinet with one MSZIP file of at most 32 KiB. */
    static byte[] cabinet(String name, byte[] content) {
        byte[] packed = new byte[content.length + 100];
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        int length = deflater.deflate(packed);
        deflater.end();
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        int files = 36 + 8;
        int data = files + 16 + text.length;
        ByteBuffer out = ByteBuffer.allocate(data + 8 + 2 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("MSCF".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(out.capacity())
                .putInt(0);
        out.putInt(files)
                .putInt(0)
                .put((byte) 3)
                .put((byte) 1)
                .putShort((short) 1)
                .putShort((short) 1);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        out.putInt(data).putShort((short) 1).putShort((short) 1);
        out.putInt(content.length)
                .putInt(0)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) 0)
                .put(text);
        out.putInt(0).putShort((short) (length + 2)).putShort((short) content.length);
        return out.put((byte) 'C').put((byte) 'K').put(packed, 0, length).array();
    }
}
