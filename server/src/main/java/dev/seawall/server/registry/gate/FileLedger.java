package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.server.disk.PrivateFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

/** Decisions as JSON lines in a file that is only ever appended to. */
public final class FileLedger implements Ledger, Closeable {
    private static final int LONGEST = 2_000;

    private final FileChannel file;
    private final Clock clock;

    private FileLedger(FileChannel file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens the file, or makes it. */
    public static FileLedger open(Path path, Clock clock) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            PrivateFile.folder(folder);
        }
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return new FileLedger(FileChannel.open(path, options, mode), clock);
    }

    @Override
    public void record(String actor, String address, String action, String subject, boolean allowed, String detail) {
        var line = Json.mapper().createObjectNode();
        line.put("at", clock.instant().toString()).put("actor", cut(actor)).put("address", address);
        line.put("action", action).put("subject", cut(subject));
        line.put("outcome", allowed ? "ok" : "refused").put("detail", cut(detail));
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            synchronized (file) {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
        } catch (IOException e) {
            System.getLogger(FileLedger.class.getName())
                    .log(System.Logger.Level.ERROR, "a decision cannot be written down: " + line, e);
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
