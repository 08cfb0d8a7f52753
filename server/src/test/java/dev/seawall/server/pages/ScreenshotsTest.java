package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renews the pictures of the guide: {@code ./dev test ScreenshotsTest} with {@code -Dseawall.screenshots=docs}. */
final class ScreenshotsTest {
    @TempDir
    private Path home;

    @Test
    void picturesOfTheFirstPages() throws IOException, InterruptedException {
        String folder = System.getProperty("seawall.screenshots", "");
        assumeTrue(!folder.isEmpty(), "give -Dseawall.screenshots=FOLDER to renew the pictures");
        try (SampleSite site = SampleSite.open(home)) {
            Page page = site.chromium().visitor();
            site.server().enter(page, "ada");
            Map<String, String> pages = Map.of(
                    "overview", "/",
                    "findings", "/findings",
                    "image", "/images/" + site.shop() + "?tab=layers");
            for (Map.Entry<String, String> entry : pages.entrySet()) {
                page.navigate(site.server().url() + entry.getValue());
                Chromium.settled(page);
                page.evaluate("() => document.activeElement.blur()");
                Path file = Path.of(folder, "pages-" + entry.getKey() + ".png");
                page.screenshot(new Page.ScreenshotOptions().setPath(file));
                assertTrue(Files.size(file) > 10_000, file + " shows nothing");
            }
        }
    }
}
