package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything without a mouse; and addresses that bring back what was seen. */
final class KeyboardTest {
    @TempDir
    private static Path home;

    private static SampleSite site;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        site = SampleSite.open(home);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static Page at(String address) {
        Page page = site.chromium().visitor();
        site.server().enter(page, "ada");
        page.navigate(site.server().url() + address);
        Chromium.settled(page);
        return page;
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.textContent"));
    }

    @Test
    void searchRowsDrawerAndException() {
        Page page = at("/");
        Keyboard keys = page.keyboard();
        keys.press("/");
        keys.type("spring4shell");
        keys.press("Enter");
        page.waitForURL("**/findings?q=spring4shell");
        page.waitForSelector("[data-state=empty-filtered], tbody tr");
        page.navigate(site.server().url() + "/findings?image=&severity=CRITICAL&kind=vulnerability");
        page.waitForSelector("tbody tr");
        page.locator("tbody input").first().focus();
        keys.press("ArrowDown"); // in a field arrows are the field's own
        keys.press("Tab");
        keys.press("ArrowDown");
        keys.press("j");
        String second = focused(page);
        keys.press("Enter");
        page.waitForSelector("dialog[open]:has-text('Ranks here for')");
        assertEquals(List.of(), site.chromium().barriers(page));
        assertTrue(page.url().contains("show="), page.url());
        keys.press("Escape");
        closed(page);
        assertEquals(second, focused(page));
        excepts(page, keys, second);
    }

    private static void closed(Page page) {
        page.waitForSelector("dialog[open]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void excepts(Page page, Keyboard keys, String rule) {
        keys.press("Enter");
        page.waitForSelector("dialog[open] button:has-text('Except')").focus();
        keys.press("Enter");
        page.waitForSelector("h2:has-text('Except " + rule + "')");
        assertEquals(List.of(), site.chromium().barriers(page));
        page.getByLabel("Reason").fill("the class is not reachable");
        keys.press("Enter");
        closed(page);
        page.navigate(site.server().url() + "/policies/exceptions");
        assertTrue(page.waitForSelector("tr:has-text('" + rule + "')")
                .textContent()
                .contains("not reachable"));
    }

    @Test
    void theWayToTheContentIsShort() {
        Page page = at("/findings");
        page.keyboard().press("Tab");
        assertEquals("Skip to the content", focused(page));
        page.keyboard().press("Enter");
        assertEquals("main", page.evaluate("() => document.activeElement.id"));
    }

    @Test
    void addressesHoldWhatIsSeen() {
        Page page = at("/findings");
        page.getByLabel("Severity").selectOption("CRITICAL");
        page.getByLabel("Group").selectOption("fix");
        page.waitForSelector("th:has-text('Images')");
        String address = page.url();
        String rows = page.locator("tbody").textContent();
        Page other = at(address.substring(site.server().url().length()));
        assertEquals(rows, other.locator("tbody").textContent());
        page.locator("[data-main]").first().click();
        page.waitForURL(Pattern.compile(".*fix=.*"));
        page.goBack();
        page.waitForSelector("th:has-text('Images')");
        assertEquals(address, page.url());
    }

    @Test
    void commandsAreCopied() {
        Page page = at("/findings?severity=CRITICAL");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.getByText("Copy as command").click();
        page.waitForSelector("text=Copied");
        String copied = String.valueOf(page.evaluate("() => navigator.clipboard.readText()"));
        assertTrue(copied.startsWith("curl ") && copied.contains("severity=CRITICAL"), copied);
    }
}
