package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The advisories that come with Seawall. */
final class StarterTest {
    @Test
    void theIndexNamesEveryFile() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/advisory/starter/index.txt"))
                        .toURI())
                .getParent();
        List<String> files;
        try (Stream<Path> list = Files.list(Objects.requireNonNull(folder))) {
            files = list.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
        }
        List<String> index = Files.readAllLines(folder.resolve("index.txt")).stream()
                .map(line -> line.split(" ")[0])
                .toList();
        assertEquals(files, index);
    }

    @Test
    void knowsLog4Shell() {
        try (Advisories starter = Advisories.starter()) {
            var found = starter.find(new AdvisoryKey("Maven", "org.apache.logging.log4j:log4j-core", "2.14.1"));
            assertTrue(found.stream().anyMatch(advisory -> advisory.id().equals("CVE-2021-44228")));
            assertTrue(starter.knownExploited("CVE-2021-44228"));
            assertEquals("{starter=2026-11-25}", starter.info().sources().toString());
            for (String ecosystem : List.of("Debian:12", "Alpine:v3.15", "npm", "PyPI", "Maven", "Go")) {
                assertTrue(starter.hasData(ecosystem), ecosystem);
            }
        }
    }
}
