package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the one-time link to the first real finding on the screen. */
final class FirstRunPageTest {
    @TempDir
    private Path home;

    @Test
    void theLinkMakesTheAdministratorAndTheFirstScanShowsItsWorstFinding() throws IOException, InterruptedException {
        try (Chromium chromium = Chromium.open();
                PageServer server = PageServer.fresh(home, Clock.systemUTC())) {
            Page page = chromium.visitor(400, ColorScheme.DARK);
            page.navigate(server.url() + "/findings");
            page.waitForSelector("h1:has-text('no administrator yet')");
            assertEquals(List.of(), chromium.barriers(page));
            page.navigate("about:blank");
            page.navigate(server.firstLink());
            page.getByLabel("Name").fill("ada");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill(PageServer.PASSWORD);
            page.getByLabel("Password again").fill("something else");
            page.keyboard().press("Enter");
            assertTrue(page.waitForSelector("[role=alert]").textContent().contains("not the same"));
            assertEquals(List.of(), chromium.barriers(page));
            page.getByLabel("Password again").fill(PageServer.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('Connect something')");
            assertFalse(page.url().contains("#"), "the secret stays in no address");
            connects(page, chromium);
            server.logIn();
            server.scan("shop.json", "shop/web:1");
            page.waitForSelector("text=33 in all");
            page.getByText("Go to the overview").click();
            page.waitForSelector("h1:has-text('Overview')");
            chromium.assertQuiet();
        }
    }

    private static void connects(Page page, Chromium chromium) {
        page.getByText("Make an enrolment token").click();
        assertTrue(page.waitForSelector("pre:has-text('seawall agent --server')")
                .textContent()
                .contains("--token"));
        assertEquals(List.of(), chromium.barriers(page));
        assertEquals(0, Chromium.overflow(page));
    }
}
