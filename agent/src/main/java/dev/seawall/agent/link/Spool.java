package dev.seawall.agent.link;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.wire.AgentMessage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages on their way to the server, in files of lines of JSON. A message is on disk when {@link #add} returns and goes
 * away only after the server has acknowledged it; a line that a crash cut in half was never acknowledged to its sender
 * and is dropped. Where the spool is full nothing more is taken, and what was refused is counted. Safe for many threads.
 */
final class Spool implements Closeable {
    private static final long SEGMENT_BYTES = 1 << 20;

    private final Path folder;
    private final long mostBytes;
    private final List<Long> segments = new ArrayList<>();
    private @Nullable FileChannel writing;
    private long last;
    private long acknowledged;
    private long bytes;
    private long refused;

    private Spool(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** Opens a spool, or begins one. */
    static Spool open(Path folder, long mostBytes) throws IOException {
        Spool spool = new Spool(Durable.folder(folder), mostBytes);
        spool.recover();
        return spool;
    }

    private void recover() throws IOException {
        Path mark = folder.resolve("acknowledged");
        acknowledged =
                Files.exists(mark) ? Long.parseLong(Files.readString(mark).strip()) : 0;
        last = acknowledged;
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[0-9]{19}\\.jsonl"))
                    .map(name -> Long.parseLong(name.substring(0, 19)))
                    .sorted()
                    .forEach(segments::add);
        }
        for (long segment : List.copyOf(segments)) {
            trim(segment);
            List<AgentMessage> messages = read(segment);
            if (messages.isEmpty()) {
                Files.delete(file(segment)); // begun, and nothing taken before the crash
                segments.remove(segment);
            } else {
                bytes += Files.size(file(segment));
                last = Math.max(last, messages.getLast().sequence());
            }
        }
    }

    /** Cuts a half line off the end. */
    private void trim(long segment) throws IOException {
        byte[] content = Files.readAllBytes(file(segment));
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        if (end < content.length) {
            try (FileChannel channel = FileChannel.open(file(segment), StandardOpenOption.WRITE)) {
                channel.truncate(end);
                channel.force(true);
            }
        }
    }

    private Path file(long segment) {
        return folder.resolve(String.format(Locale.ROOT, "%019d.jsonl", segment));
    }

    /**
     * Takes a message.
     *
     * @return its number; 0 where the spool is full and the message was not taken
     */
    synchronized long add(String kind, Instant at, String content) throws IOException {
        if (bytes >= mostBytes) {
            refused++;
            return 0;
        }
        long number = last + 1;
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("sequence", number).put("kind", kind).put("at", at.toString()).put("content", content);
        byte[] encoded = (Json.mapper().writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        FileChannel channel = channel(number);
        ByteBuffer rest = ByteBuffer.wrap(encoded);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(false);
        bytes += encoded.length;
        last = number;
        return number;
    }

    private FileChannel channel(long number) throws IOException {
        FileChannel open = writing;
        if (open != null && open.position() < SEGMENT_BYTES) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        FileChannel fresh = FileChannel.open(file(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Durable.flush(folder);
        segments.add(number);
        writing = fresh;
        return fresh;
    }

    /** The oldest messages that are not acknowledged. */
    synchronized List<AgentMessage> next(int limit) throws IOException {
        List<AgentMessage> out = new ArrayList<>();
        for (long segment : segments) {
            for (AgentMessage message : read(segment)) {
                if (message.sequence() > acknowledged && out.size() < limit) {
                    out.add(message);
                }
            }
            if (out.size() >= limit) {
                break;
            }
        }
        return out;
    }

    private List<AgentMessage> read(long segment) throws IOException {
        List<AgentMessage> out = new ArrayList<>();
        String text = Files.readString(file(segment));
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            out.add(message(text.substring(from, end)));
            from = end + 1;
        }
        return out;
    }

    private static AgentMessage message(String line) throws IOException {
        JsonNode node = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        try {
            return new AgentMessage(
                    node.path("sequence").asLong(),
                    node.path("kind").asString(""),
                    Instant.parse(node.path("at").asString("")),
                    node.path("content").asString(""));
        } catch (DateTimeException e) {
            throw new IOException("a line of the spool has no time", e);
        }
    }

    /** Lets go of what the server has. */
    synchronized void acknowledge(long number) throws IOException {
        if (number <= acknowledged) {
            return;
        }
        acknowledged = number;
        Durable.write(folder.resolve("acknowledged"), (number + "\n").getBytes(StandardCharsets.US_ASCII));
        while (segments.size() > 1 && segments.get(1) <= number + 1) {
            Path done = file(segments.removeFirst());
            bytes -= Files.size(done);
            Files.delete(done);
        }
    }

    /** How many messages wait. */
    synchronized long waiting() {
        return last - acknowledged;
    }

    /** How many were refused because the spool was full. */
    synchronized long refused() {
        return refused;
    }

    @Override
    public synchronized void close() throws IOException {
        if (writing != null) {
            writing.close();
        }
    }
}
