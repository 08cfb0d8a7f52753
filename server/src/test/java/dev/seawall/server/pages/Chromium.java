package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The machine's Chromium. Where it, node or what {@code ui/fetch.sh browser} fetches is absent, the tests are skipped and
 * say so.
 */
final class Chromium implements Closeable {
    private static final Path TOOLS = Path.of("target", "browser").toAbsolutePath();
    private static final double PATIENCE_MILLIS = 15_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String axe;
    /** What pages complained of; a test fails on any. */
    private final Set<String> complaints = new TreeSet<>();

    private Chromium(Playwright playwright, Browser browser, String axe) {
        this.playwright = playwright;
        this.browser = browser;
        this.axe = axe;
    }

    static Chromium open() throws IOException {
        Path chromium = found("chromium", "chromium-browser", "google-chrome");
        Path node = found("node", "nodejs");
        assumeTrue(
                Files.exists(TOOLS.resolve("package/cli.js")), "run ui/fetch.sh browser first; pages are not tested");
        System.setProperty("playwright.cli.dir", TOOLS.toString());
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString())));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        return new Chromium(playwright, browser, Files.readString(TOOLS.resolve("axe.js")));
    }

    private static Path found(String... names) {
        List<Path> places = Stream.of(
                        System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!places.isEmpty(), "there is no " + names[0] + " on this machine; pages are not tested");
        return places.getFirst();
    }

    /** A browser of somebody new. */
    Page visitor(int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(message -> {
            boolean refused = message.text().startsWith("Failed to load resource");
            if (message.type().equals("error") && !refused) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    Page visitor() {
        return visitor(1280, ColorScheme.LIGHT);
    }

    /** What is hard to use by keyboard or screen reader. */
    List<String> barriers(Page page) {
        return barriers(page, "{resultTypes: ['violations']}");
    }

    /** Only whether text stands out from its ground. */
    List<String> faintText(Page page) {
        return barriers(page, "{runOnly: ['color-contrast']}");
    }

    private List<String> barriers(Page page, String options) {
        page.evaluate(axe);
        Object found = page.evaluate(
                "async () => (await axe.run(document, " + options + ")).violations.map(v => v.id + ': ' + v.help"
                        + " + ' at ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))");
        List<String> out = new ArrayList<>();
        if (found instanceof List<?> list) {
            list.forEach(one -> out.add(String.valueOf(one)));
        }
        return out;
    }

    /** How far the page is wider than its window. */
    static int overflow(Page page) {
        Object wide =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) wide).intValue();
    }

    /** Waits until nothing on the page is loading. */
    static void settled(Page page) {
        page.waitForSelector("h1");
        // no function of the page's own: its policy forbids to make one of text
        page.waitForSelector(
                "[data-state=loading], .boot, .chart:not([data-drawn])",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    void assertQuiet() {
        assertEquals(Set.of(), complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
