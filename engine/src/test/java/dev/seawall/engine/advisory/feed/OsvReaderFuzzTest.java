package dev.seawall.engine.advisory.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.advisory.Records;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated records and lists: read or refused, nothing else. */
final class OsvReaderFuzzTest {
    private static final List<String> CORPUS = List.of(
            Records.json("A-1", "npm", "left-pad", "1.0.0", "\"aliases\":[\"CVE-2020-1\"],\"withdrawn\":\"x\","),
            "{\"id\":\"CVE-2019-1\",\"modified\":\"2020\",\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N\"}],"
                    + "\"affected\":[{\"package\":{\"ecosystem\":\"Debian:9\",\"name\":\"x\"},\"versions\":[\"1\"],"
                    + "\"ecosystem_specific\":{\"urgency\":\"low\",\"arches\":[\"x86_64\"]}}],"
                    + "\"database_specific\":{\"vendor_severity\":{\"nvd\":\"HIGH\"},\"cvss_v3_score\":\"8.8\"}}",
            "{\"vulnerabilities\":[{\"cveID\":\"CVE-2021-44228\",\"dateAdded\":\"2021-12-10\"}]}",
            "#model_version:v1,score_date:2026-01-01\ncve,epss,percentile\nCVE-2021-44228,0.97,0.99\n");

    @Test
    void mutatedFeedsAreReadOrRefused() {
        long end = System.nanoTime() + 1_000_000_000L * Long.getLong("seawall.fuzz.seconds", 1);
        Random random = new Random(3);
        int refused = 0;
        for (int round = 0; System.nanoTime() < end || round < 500; round++) {
            byte[] bytes = CORPUS.get(round % CORPUS.size()).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) " \"{}[]:,0a\n\\\u00ff".charAt(random.nextInt(12));
            }
            refused += read(bytes) ? 0 : 1;
        }
        assertTrue(refused > 0);
    }

    private static boolean read(byte[] bytes) {
        boolean all = true;
        for (Reading reading : List.<Reading>of(
                () -> OsvReader.read(bytes),
                () -> ExploitFeeds.kev(new ByteArrayInputStream(bytes)),
                () -> ExploitFeeds.epss(new ByteArrayInputStream(bytes), false),
                () -> ExploitFeeds.epss(new ByteArrayInputStream(bytes), true))) {
            try {
                reading.read();
            } catch (IOException refused) {
                all = false;
            }
        }
        return all;
    }

    private interface Reading {
        Object read() throws IOException;
    }
}
