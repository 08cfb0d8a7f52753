package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the server has of the pages, without a browser. */
final class AssetsTest {
    private static final int MOST_BYTES = 150 << 10;
    private static final Path UI = Path.of("..", "ui");

    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.walk(UI)) {
            List<String> there = files.filter(Files::isRegularFile)
                    .map(file -> UI.relativize(file).toString())
                    .filter(name -> name.matches(".*\\.(js|css|html|svg)|.*LICENSE.*"))
                    .sorted()
                    .toList();
            List<String> listed = Files.readAllLines(UI.resolve("FILES")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .sorted()
                    .toList();
            assertEquals(there, listed, "ui/FILES names what is served");
        }
    }

    @Test
    void allPagesTogetherAreSmall() throws IOException {
        int bytes = Assets.load().files().entrySet().stream()
                .filter(file -> !file.getKey().equals("vendor/echarts.js"))
                .mapToInt(file -> file.getValue().packed().length)
                .sum();
        System.out.println("all pages without the chart library, compressed: " + bytes + " bytes");
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    }

    @Test
    void theNameChangesWithTheContent() throws IOException {
        assertEquals(Assets.load().hash(), Assets.load().hash());
        assertTrue(Assets.load().hash().matches("[0-9a-f]{16}"));
    }
}
