package dev.seawall.server.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.server.logs.query.LogLine;
import dev.seawall.server.logs.query.QueryParser;
import dev.seawall.server.store.lucene.LuceneLineIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TieredLogStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> QUERIES = List.of(
            "*",
            "failed",
            "\"Failed password for root\"",
            "passw*",
            "root OR alice",
            "failed AND NOT root",
            "failed -port:22",
            "level:error",
            "LEVEL:error OR level:ERROR",
            "host:web-*",
            "status:[400 TO 599]",
            "dur_ms:>100",
            "user:\"al\\\"ice\"",
            "trace_id:abc*",
            "/pass(word|phrase)/",
            "user:/^al/",
            "(failed OR accepted) AND (port:22 OR port:23)",
            "time:[2026-03-01T12:00:01Z TO 2026-03-01T12:00:03Z}",
            "schr\u00F6dinger",
            "NOT level:info");

    @TempDir
    Path folder;

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private TieredLogStore open(Clock clock) throws IOException {
        return TieredLogStore.open(new TieredLogStore.Options(
                folder.resolve("logs"), folder.resolve("key"), LuceneLineIndex::open, 2, 5, clock));
    }

    private static LogLine line(int second, String message, String... labels) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return new LogLine(LogIntake.nanos(NOON.plusSeconds(second)), message, new TreeMap<>(map));
    }

    private static List<LogLine> sample() {
        return List.of(
                line(0, "Failed password for root from 10.0.0.1 port 22 ssh2", "level", "error", "host", "web-1"),
                line(1, "Failed password for alice port=22", "level", "warn", "host", "web-2"),
                line(2, "Accepted password for bob port=23", "level", "info", "host", "db-1"),
                line(3, "{\"user\":\"al\\\"ice\",\"dur_ms\":120,\"trace_id\":\"abc1\"}", "level", "info"),
                line(4, "{\"user\":\"bob\",\"dur_ms\":20,\"trace_id\":\"abd1\"}", "level", "ERROR"),
                line(5, "1.2.3.4 - - [01/Mar/2026:12:00:00 +0000] \"GET /x HTTP/1.1\" 404 12 \"-\" \"curl\""),
                line(6, "Erwin Schr\u00F6dinger said level=info"),
                line(7, "a passphrase, not a key"));
    }

    private static List<String> found(LogStore store, String query) throws IOException {
        return store.search(LogSearch.of(QueryParser.parse(query), 100)).lines().stream()
                .map(found -> found.line().message())
                .toList();
    }

    private static Map<String, List<String>> answers(LogStore store) throws IOException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String query : QUERIES) {
            all.put(query, found(store, query));
        }
        return all;
    }

    @Test
    void findsTheSameByIndexAndInPackedBlocks() throws IOException {
        Map<String, List<String>> hot;
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
            hot = answers(store);
        }
        assertEquals(8, hot.get("*").size());
        assertEquals(2, hot.get("failed").size());
        assertEquals(List.of("Failed password for alice port=22"), hot.get("failed AND NOT root"));
        assertEquals(1, hot.get("status:[400 TO 599]").size());
        assertEquals(1, hot.get("dur_ms:>100").size());
        assertEquals(1, hot.get("user:\"al\\\"ice\"").size());
        assertEquals(
                2,
                hot.get("level:error OR level:ERROR".replaceFirst("level", "LEVEL"))
                        .size());
        assertEquals(4, hot.get("/pass(word|phrase)/").size());
        assertEquals(
                2,
                hot.get("time:[2026-03-01T12:00:01Z TO 2026-03-01T12:00:03Z}").size());
        try (LogStore store = open(at(NOON.plus(Duration.ofDays(3))))) {
            store.tidy();
            assertFalse(Files.exists(folder.resolve("logs/2026-03-01.index")));
            assertEquals(hot, answers(store));
        }
        try (LogStore store = open(at(NOON.plus(Duration.ofDays(3))))) {
            assertEquals(hot, answers(store));
            assertFalse(Files.exists(folder.resolve("logs/2026-03-01.index")));
        }
    }

    @Test
    void countsByTimeAndByField() throws IOException {
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
            LogSearch all = LogSearch.of(QueryParser.parse(""), 10);
            assertEquals(
                    8,
                    store.histogram(all, 4_000_000_000L).values().stream()
                            .mapToLong(n -> n)
                            .sum());
            assertEquals(2, store.histogram(all, 4_000_000_000L).size());
            assertEquals(Map.of("ERROR", 1L, "error", 1L, "info", 2L, "warn", 1L), store.facet(all, "level"));
            assertEquals(Map.of("al\"ice", 1L, "bob", 1L), store.facet(all, "user"));
        }
    }

    @Test
    void dropsDaysPastTheirKeeping() throws IOException {
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
        }
        try (LogStore store = open(at(NOON.plus(Duration.ofDays(9))))) {
            store.tidy();
            assertEquals(List.of(), found(store, "*"));
        }
        assertFalse(Files.exists(folder.resolve("logs/2026-03-01.blocks")));
    }

    @Test
    void rebuildsADamagedIndexFromTheBlocks() throws IOException {
        Map<String, List<String>> before;
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
            before = answers(store);
        }
        try (Stream<Path> files = Files.list(folder.resolve("logs/2026-03-01.index"))) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (LogStore store = open(at(NOON))) {
            assertEquals(before, answers(store));
        }
    }

    @Test
    void cutsOffWhatACrashLeftHalfWritten() throws IOException {
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
        }
        Path file = folder.resolve("logs/2026-03-01.blocks");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, whole, StandardOpenOption.APPEND);
        try (var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole.length * 2L - 5);
        }
        try (LogStore store = open(at(NOON))) {
            assertEquals(8, found(store, "*").size());
            store.append(sample());
            assertEquals(16, found(store, "*").size());
        }
    }

    @Test
    void saysWhatItCannotReadAndFindsTheRest() throws IOException {
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
            store.append(List.of(line(9, "second block")));
        }
        Path file = folder.resolve("logs/2026-03-01.blocks");
        byte[] bytes = Files.readAllBytes(file);
        bytes[60] ^= 1;
        Files.write(file, bytes);
        try (LogStore store = open(at(NOON))) {
            LogPage page = store.search(LogSearch.of(QueryParser.parse("*"), 100));
            assertEquals(1, page.lines().size());
            assertEquals(1, page.notes().size());
        }
    }

    @Test
    void keepsNoMessageUnencrypted() throws IOException {
        try (LogStore store = open(at(NOON))) {
            store.append(sample());
        }
        byte[] blocks = Files.readAllBytes(folder.resolve("logs/2026-03-01.blocks"));
        assertFalse(new String(blocks, StandardCharsets.ISO_8859_1).contains("password"));
    }

    @Test
    void manyLinesInTimeOrderWithLimit() throws IOException {
        try (LogStore store = open(at(NOON))) {
            for (int batch = 0; batch < 20; batch++) {
                List<LogLine> lines = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    lines.add(line((i * 37 + batch) % 5000, "number " + i + " of batch " + batch));
                }
                store.append(lines);
            }
            LogSearch search = LogSearch.of(QueryParser.parse("number"), 50);
            List<Long> newest = store.search(search).lines().stream()
                    .map(found -> found.line().timeNanos())
                    .toList();
            assertEquals(50, newest.size());
            assertTrue(newest.getFirst() >= newest.getLast());
            assertEquals(newest.stream().sorted((a, b) -> Long.compare(b, a)).toList(), newest);
            assertEquals(20, found(store, "\"number 7 of batch\"").size());
        }
    }
}
