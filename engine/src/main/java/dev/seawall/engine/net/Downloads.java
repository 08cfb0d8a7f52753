package dev.seawall.engine.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Fetches plain files over https: conditional, bounded, tried again when the connection breaks, whole or not at all. */
public final class Downloads implements Closeable {
    private final HttpTransport transport;
    private final RegistryOptions options;

    /** @param options proxies, certificates, limits and retries; its registries play no part */
    public Downloads(RegistryOptions options) {
        this.options = options;
        this.transport = new HttpTransport(options);
    }

    /** How a fetch ended. */
    public enum Outcome {
        /** The target holds the file now. */
        FETCHED,
        /** The server says that nothing changed since the tag; the target was not touched. */
        UNCHANGED,
        /** There is no such file; the target was not touched. */
        ABSENT
    }

    /**
     * What came of a fetch.
     *
     * @param tag to send next time, empty where the server gave none
     */
    public record Fetched(Outcome outcome, String tag) {}

    /**
     * Fetches one file.
     *
     * @param tag of the version at hand, empty for none
     * @param target replaced at once when the whole file is here
     * @param mostBytes a larger file is refused
     * @throws IOException where it could not be fetched; the target is as it was
     */
    public Fetched fetch(URI from, String tag, Path target, long mostBytes) throws IOException {
        boolean plain = !"https".equals(from.getScheme());
        if (from.getHost() == null || (plain && !transport.mayBePlain(from.getAuthority()))) {
            throw new RefusedException(from + " is no https address");
        }
        for (int attempt = 0; ; attempt++) {
            try {
                return fetchOnce(from, tag, target, mostBytes);
            } catch (BrokenBodyException e) {
                if (attempt >= options.retries()) {
                    throw e;
                }
                transport.pause(attempt, "");
            }
        }
    }

    private Fetched fetchOnce(URI from, String tag, Path target, long mostBytes) throws IOException {
        HttpCall call = HttpCall.get(from, from.getAuthority());
        if (!tag.isEmpty()) {
            call = call.with(tag.startsWith("\"") || tag.startsWith("W/") ? "If-None-Match" : "If-Modified-Since", tag);
        }
        try (HttpAnswer answer = transport.send(call)) {
            return switch (answer.status()) {
                case 200 -> {
                    save(answer, target, mostBytes);
                    String etag = answer.header("ETag");
                    yield new Fetched(Outcome.FETCHED, etag.isEmpty() ? answer.header("Last-Modified") : etag);
                }
                case 304 -> new Fetched(Outcome.UNCHANGED, tag);
                case 404, 410 -> new Fetched(Outcome.ABSENT, "");
                default -> throw new IOException(from.getAuthority() + " answers " + answer.status() + " for " + from);
            };
        }
    }

    private static void save(HttpAnswer answer, Path target, long mostBytes) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is no file");
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, ".part-", "");
        try {
            long size = copy(answer, part, mostBytes);
            String stated = answer.header("Content-Length");
            if (stated.matches("\\d{1,18}") && Long.parseLong(stated) != size) {
                throw new BrokenBodyException("only " + size + " of " + stated + " bytes came", null);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long copy(HttpAnswer answer, Path part, long mostBytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int n = read(answer, buffer); n >= 0; n = read(answer, buffer)) {
                size += n;
                if (size > mostBytes) {
                    throw new RefusedException(answer.uri() + " is larger than " + mostBytes + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
        return size;
    }

    private static int read(HttpAnswer answer, byte[] buffer) throws BrokenBodyException {
        try {
            return answer.body().read(buffer);
        } catch (IOException e) {
            throw new BrokenBodyException("the download of " + answer.uri() + " broke: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private static final class BrokenBodyException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenBodyException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
