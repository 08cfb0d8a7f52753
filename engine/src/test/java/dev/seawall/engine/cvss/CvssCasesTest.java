package dev.seawall.engine.cvss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Vectors and scores as peers publish them. */
final class CvssCasesTest {
    @TestFactory
    Stream<DynamicTest> everyFileOfPeers() throws IOException {
        try (Stream<Path> files = Files.list(SharedFolder.require("cases/cvss"))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> assertEquals(List.of(), wrong(file))));
        }
    }

    private static List<String> wrong(Path file) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String row = line.replaceFirst("#.*", "").strip();
            String version = file.getFileName().toString().substring(1, 2);
            if (!row.isEmpty() && !agrees(file.getFileName().toString(), row, version, line.contains("#OK"))) {
                wrong.add(line);
            }
        }
        return wrong;
    }

    private static boolean agrees(String file, String row, String version, boolean good) {
        String[] columns = row.split("\\s+");
        var found = Cvss.find(columns[0]).filter(cvss -> cvss.version().startsWith(version));
        if (file.contains("error")) {
            return found.isPresent() == good;
        }
        if (file.contains("roundtrip")) {
            return found.map(cvss -> cvss.vector().equals(columns[0])).orElse(false);
        }
        return found.map(
                        cvss -> String.format(Locale.ROOT, "%.1f", cvss.score()).equals(columns[1]))
                .orElse(false);
    }
}
