package dev.seawall.engine.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Orders and ranges as peers publish them. */
final class VersionCasesTest {
    @TestFactory
    Stream<DynamicTest> everyFileOfPeers() throws IOException {
        Path folder = SharedFolder.require("cases/versions");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> assertEquals(List.of(), wrong(file))));
        }
    }

    private static List<String> wrong(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean ranges = name.endsWith("-ranges.tsv");
        String ecosystem = name.replaceAll("^[a-z]+-|(-generated|-ranges)?\\.tsv$", "");
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split("\t", -1);
            String answer = ranges ? inRange(ecosystem, columns) : order(ecosystem, columns);
            if (!answer.equals(columns[ranges ? 2 : 1])) {
                wrong.add(line + " but got " + answer);
            }
        }
        return wrong;
    }

    private static String inRange(String ecosystem, String[] columns) {
        try {
            VersionScheme scheme = VersionSchemes.findForRanges(ecosystem).orElseThrow();
            return Boolean.toString(VersionRange.parse(columns[1]).contains(columns[0], scheme));
        } catch (BadVersionException bad) {
            return "?";
        }
    }

    private static String order(String ecosystem, String[] columns) {
        try {
            int order = VersionSchemes.named(ecosystem).compare(columns[0], columns[2]);
            int back = VersionSchemes.named(ecosystem).compare(columns[2], columns[0]);
            return Integer.signum(order) == -Integer.signum(back)
                    ? List.of("<", "=", ">").get(Integer.signum(order) + 1)
                    : "both";
        } catch (BadVersionException bad) {
            return "?";
        }
    }
}
