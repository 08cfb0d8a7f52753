package dev.seawall.server.vault.audit;

import dev.seawall.engine.audit.AuditChain;
import dev.seawall.server.vault.core.AuditLog;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.wire.JsonValues;
import dev.seawall.server.vault.wire.Macs;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The audit log: a file of JSON lines, one for each request and one for each answer. Texts that may be secret stand there
 * as keyed hashes. Each line ends with the hash of itself and of the line before, so that no line can be changed, moved or
 * taken out unseen; the epoch of the storage in it tells when the storage was put back.
 */
public final class AuditFile implements AuditLog, Closeable {
    private final FileChannel file;
    private final Clock clock;
    private final Supplier<byte[]> salt;
    private final LongSupplier epoch;
    private final ReentrantLock lock = new ReentrantLock();
    private byte[] last;

    private AuditFile(FileChannel file, byte[] last, Clock clock, Supplier<byte[]> salt, LongSupplier epoch) {
        this.file = file;
        this.last = last;
        this.clock = clock;
        this.salt = salt;
        this.epoch = epoch;
    }

    /**
     * Opens a log and goes on after its last line.
     *
     * @param salt the key of the hashes; asked when the vault is open
     * @param epoch the epoch of the storage now
     */
    public static AuditFile open(Path path, Clock clock, Supplier<byte[]> salt, LongSupplier epoch) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        byte[] last = lastChain(path);
        FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        return new AuditFile(file, last, clock, salt, epoch);
    }

    private static byte[] lastChain(Path path) throws IOException {
        try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, reader.length() - (1 << 20));
            reader.seek(from);
            byte[] tail = new byte[(int) (reader.length() - from)];
            reader.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            int at = text.lastIndexOf("\"" + AuditChain.KEY + "\":\"");
            int start = at + AuditChain.KEY.length() + 4;
            return at < 0 || text.length() < start + 64
                    ? new byte[32]
                    : HexFormat.of().parseHex(text.substring(start, start + 64));
        } catch (IllegalArgumentException damaged) {
            throw new IOException("the last line of the audit log is damaged", damaged);
        }
    }

    /** The keyed hash of a text, as it stands in the log. */
    public String hash(String text) {
        return "hmac-sha256:" + Macs.hex(salt.get(), text);
    }

    @Override
    public void request(VaultRequest request, String path) throws IOException {
        AuditView view = new AuditView(this::hash);
        Map<String, @Nullable Object> line = begin("request");
        line.put("auth", view.auth(request));
        line.put("request", view.request(request, path));
        write(line);
    }

    @Override
    public void response(VaultRequest request, String path, @Nullable VaultResponse response, List<String> errors)
            throws IOException {
        AuditView view = new AuditView(this::hash);
        Map<String, @Nullable Object> line = begin("response");
        line.put("auth", view.auth(request));
        line.put("request", view.request(request, path));
        line.put("response", view.response(response));
        if (!errors.isEmpty()) {
            line.put("error", String.join("; ", errors));
        }
        write(line);
    }

    private Map<String, @Nullable Object> begin(String type) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("type", type);
        line.put("epoch", epoch.getAsLong());
        return line;
    }

    private void write(Map<String, @Nullable Object> line) throws IOException {
        lock.lock();
        try {
            byte[] body = JsonValues.write(line);
            byte[] chain = AuditChain.next(last, body);
            byte[] end = AuditChain.end(chain).getBytes(StandardCharsets.US_ASCII);
            ByteBuffer whole = ByteBuffer.allocate(body.length - 1 + end.length)
                    .put(body, 0, body.length - 1)
                    .put(end)
                    .flip();
            while (whole.hasRemaining()) {
                file.write(whole);
            }
            last = chain;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
