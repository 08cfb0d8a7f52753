package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page on a telephone, by night: nothing is wider than the window, nothing is hard to read. */
final class NarrowPagesTest {
    @TempDir
    private Path home;

    @Test
    void everyPageIsWhole() throws IOException, InterruptedException {
        try (SampleSite site = SampleSite.open(home)) {
            Page page = site.chromium().visitor(400, ColorScheme.DARK);
            assertEquals(List.of(), site.wrong(page, site.chromium()::faintText));
            site.chromium().assertQuiet();
        }
    }
}
