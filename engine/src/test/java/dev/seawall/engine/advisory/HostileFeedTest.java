package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are broken or meant to break. */
final class HostileFeedTest {
    private static final String GOOD = Records.json("A-1", "npm", "left-pad", "1.0.0", "\"summary\":\"one\",");

    @TempDir
    private Path temp;

    private Advisories open(Path folder) {
        return Advisories.folder(folder, SeawallHome.below(temp.resolve("home")));
    }

    private static int leftPad(Advisories advisories) {
        return advisories.find(new AdvisoryKey("npm", "left-pad", "0.1")).size();
    }

    @Test
    void aTruncatedZipIsRefused() throws IOException {
        Path zip = Records.zip(temp.resolve("cut/npm/all.zip"), Map.of("A-1.json", GOOD));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length - 30));
        SeawallException refused = assertThrows(SeawallException.class, () -> open(temp.resolve("cut")));
        assertTrue(String.valueOf(refused.getMessage()).contains("all.zip"), refused.getMessage());
    }

    @Test
    void aBombIsLeftOutAndSaid() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        entries.put("A-1.json", GOOD);
        entries.put("BOMB.json", " ".repeat(40 << 20));
        Records.zip(temp.resolve("bomb/npm/all.zip"), entries);
        try (Advisories advisories = open(temp.resolve("bomb"))) {
            assertEquals(1, leftPad(advisories));
            assertEquals(1, advisories.problems().size());
        }
    }

    @Test
    void wrongJsonDoesNotStopTheRest() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("json"));
        Files.writeString(folder.resolve("a.json"), GOOD);
        Files.writeString(folder.resolve("b.json"), "{\"id\":");
        Files.writeString(folder.resolve("c.json"), "[".repeat(100_000));
        Files.writeString(folder.resolve("d.json"), "{\"id\":7,\"affected\":\"x\"}");
        Files.writeString(folder.resolve("e.json"), "{\"id\":\"E\",\"affected\":{\"a\":[1,{}]},\"aliases\":[1,null]}");
        try (Advisories advisories = open(folder)) {
            assertEquals(1, leftPad(advisories));
            assertEquals(2, advisories.problems().size());
        }
    }

    @Test
    void aFolderWithoutAdvisoriesIsAnError() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("empty"));
        assertThrows(SeawallException.class, () -> open(folder));
        assertThrows(SeawallException.class, () -> open(temp.resolve("absent")));
    }
}
