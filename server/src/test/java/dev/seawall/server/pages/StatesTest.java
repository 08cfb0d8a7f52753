package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seven states, brought about as they come about. */
final class StatesTest {
    /** Page, and the calls it cannot do without. */
    private static final Map<String, String> LISTS =
            Map.of("/findings", "**/api/v1/findings?*", "/images", "**/api/v1/images?*", "/", "**/api/v1/images?*");

    @TempDir
    private static Path home;

    private static Chromium chromium;
    private static PageServer server;
    private static String shop = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.open();
        // two days behind, so that everything it has is old to the browser
        server = PageServer.ready(home.resolve("old"), Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
        String report = PageServer.report("shop.json")
                .replace(
                        "\"files\": []",
                        "\"files\": [{\"path\": \"var/lib/rpm/Packages\", \"status\": \"malformed\", \"reason\": \"cut short\"}]");
        server.send("POST", "/api/v1/scans", report);
        shop = server.get("/api/v1/images").path("items").path(0).path("id").asString("");
        for (String name : List.of("eve", "bob")) {
            Object grants = name.equals("eve") ? List.of() : List.of(Map.of("role", "viewer", "scope", "*"));
            server.send(
                    "POST",
                    "/api/v1/users",
                    Map.of("name", name, "kind", "user", "password", PageServer.PASSWORD, "grants", grants));
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            chromium.close();
        }
    }

    private static Page entered(String name) {
        Page page = chromium.visitor();
        server.enter(page, name);
        return page;
    }

    private static String state(Page page, String name) {
        return page.waitForSelector("[data-state=" + name + "]").textContent();
    }

    @Test
    void loadingSaysSoUntilTheRowsCome() {
        Page page = entered("ada");
        LISTS.forEach((address, calls) -> {
            List<Route> held = new ArrayList<>();
            page.route(calls, held::add);
            page.navigate(server.url() + address);
            assertTrue(state(page, "loading").contains("Loading"));
            page.unroute(calls);
            held.forEach(Route::resume);
            Chromium.settled(page);
        });
    }

    @Test
    void errorSaysWhatWasTriedAndTryingAgainHelps() {
        Page page = entered("ada");
        LISTS.forEach((address, calls) -> {
            page.route(calls, Route::abort);
            page.navigate(server.url() + address);
            assertTrue(state(page, "error").contains("Tried to load"));
            assertEquals(List.of(), chromium.barriers(page));
            page.unroute(calls);
            page.getByText("Try again").first().click();
            page.waitForSelector("tbody tr:visible, ol li");
        });
    }

    @Test
    void anErrorLeavesTheRowsThatWereThere() {
        Page page = entered("ada");
        page.navigate(server.url() + "/findings");
        page.waitForSelector("tbody tr");
        page.route("**/api/v1/findings?*", Route::abort);
        page.getByLabel("Severity").selectOption("LOW");
        state(page, "error");
        assertTrue(page.locator("tbody tr").count() > 0);
    }

    @Test
    void forbiddenNamesThePermission() {
        Page page = entered("eve");
        for (String address : List.of("/findings", "/images", "/", "/runtime", "/policies")) {
            page.navigate(server.url() + address);
            assertTrue(state(page, "forbidden").contains("permission"), address);
        }
        assertEquals(List.of(), chromium.barriers(page));
        Page viewer = entered("bob");
        viewer.navigate(server.url() + "/settings/audit");
        assertTrue(state(viewer, "forbidden").contains("audit:read"));
    }

    @Test
    void emptyOfAFilterCountsAndClears() {
        Page page = entered("ada");
        for (String address : List.of("/findings?q=zzzz", "/images?q=zzzz")) {
            page.navigate(server.url() + address);
            page.waitForSelector("text=/0 of [1-9]/");
            assertTrue(state(page, "empty-filtered").contains("0 of "));
            assertEquals(List.of(), chromium.barriers(page));
            page.getByText("Clear filters").click();
            page.waitForSelector("tbody tr");
        }
    }

    @Test
    void partialNamesTheFilesAndStaleTheAge() {
        Page page = entered("ada");
        page.navigate(server.url() + "/images/" + shop);
        assertTrue(state(page, "partial").contains("var/lib/rpm/Packages (cut short)"));
        for (String address : List.of("/findings", "/images", "/", "/images/" + shop)) {
            page.navigate(server.url() + address);
            assertTrue(state(page, "stale").contains("2 days ago"), address);
        }
        assertEquals(List.of(), chromium.barriers(page));
    }

    @Test
    void newAndEmptySaysWhatToDo() throws IOException, InterruptedException {
        try (PageServer fresh = PageServer.ready(home.resolve("new"), Clock.systemUTC())) {
            Page page = chromium.visitor();
            fresh.enter(page, "ada");
            for (String address : List.of(
                    "/findings", "/images", "/", "/runtime", "/policies", "/policies/exceptions", "/settings/agents")) {
                page.navigate(fresh.url() + address);
                state(page, "empty-new");
            }
            page.navigate(fresh.url() + "/images");
            assertTrue(state(page, "empty-new").contains("No images yet"));
            assertEquals(List.of(), chromium.barriers(page));
        }
    }
}
