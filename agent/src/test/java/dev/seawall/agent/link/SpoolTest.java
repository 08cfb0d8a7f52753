package dev.seawall.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.wire.AgentMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was taken is lost, whatever is cut. */
final class SpoolTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    private Path folder;

    private static List<Long> numbers(Spool spool) throws IOException {
        return spool.next(1000).stream().map(AgentMessage::sequence).toList();
    }

    @Test
    void whatIsAcknowledgedGoesAndTheRestStays() throws IOException {
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            for (int i = 0; i < 5; i++) {
                spool.add("event", NOW, "{\"line\":\"a\\nb\"}");
            }
            spool.acknowledge(3);
            assertEquals(List.of(4L, 5L), numbers(spool));
        }
        try (Spool again = Spool.open(folder, 1 << 20)) {
            assertEquals(List.of(4L, 5L), numbers(again));
            assertEquals(6, again.add("event", NOW, "{}"));
            assertEquals("{\"line\":\"a\\nb\"}", again.next(1).getFirst().content());
        }
    }

    @Test
    void everyCutOfTheFileKeepsTheWholeLinesBeforeIt() throws IOException {
        Path source = folder.resolve("source");
        try (Spool spool = Spool.open(source, 1 << 20)) {
            for (int i = 0; i < 10; i++) {
                spool.add("event", NOW, "{\"n\":" + i + "}");
            }
        }
        Path file = source.resolve("0000000000000000001.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut <= whole.length; cut++) {
            Path copy = Files.createDirectories(folder.resolve("cut" + cut));
            Files.write(copy.resolve(file.getFileName().toString()), java.util.Arrays.copyOf(whole, cut));
            long lines =
                    new String(whole, 0, cut).chars().filter(c -> c == '\n').count();
            try (Spool spool = Spool.open(copy, 1 << 20)) {
                assertEquals(lines, spool.waiting());
                assertEquals(lines + 1, spool.add("event", NOW, "{}"));
                assertEquals(lines + 1, numbers(spool).size());
            }
        }
    }

    @Test
    void aFullSpoolRefusesAndCounts() throws IOException {
        try (Spool spool = Spool.open(folder, 300)) {
            int taken = 0;
            for (int i = 0; i < 20; i++) {
                taken += spool.add("event", NOW, "{}") > 0 ? 1 : 0;
            }
            assertTrue(taken > 0 && taken < 20);
            assertEquals(20 - taken, spool.refused());
            assertEquals(taken, spool.waiting());
        }
    }

    @Test
    void segmentsGoAwayOnceTheirMessagesAreAcknowledged() throws IOException {
        String big = "{\"x\":\"" + "y".repeat(300_000) + "\"}";
        try (Spool spool = Spool.open(folder, 64 << 20)) {
            for (int i = 0; i < 12; i++) {
                spool.add("event", NOW, big);
            }
            spool.acknowledge(11);
            assertEquals(List.of(12L), numbers(spool));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    1, files.filter(file -> file.toString().endsWith(".jsonl")).count());
        }
    }
}
