package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page on a desk, by day: nothing complains and nothing stands in the way of keyboard or screen reader. */
final class WidePagesTest {
    @TempDir
    private Path home;

    @Test
    void everyPageIsWhole() throws IOException, InterruptedException {
        try (SampleSite site = SampleSite.open(home)) {
            Page page = site.chromium().visitor(1280, ColorScheme.LIGHT);
            assertEquals(List.of(), site.wrong(page, site.chromium()::barriers));
            site.chromium().assertQuiet();
        }
    }
}
