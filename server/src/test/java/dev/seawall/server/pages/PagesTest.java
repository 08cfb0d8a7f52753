package dev.seawall.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page, wide and light, narrow and dark: nothing complains, nothing overflows, nothing stands in anybody's way. */
final class PagesTest {
    @TempDir
    private static Path home;

    private static PageServer server;
    private static Chromium chromium;
    private static List<String> addresses = List.of();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.open();
        server = PageServer.ready(home, Clock.systemUTC());
        String shop = server.scan("shop.json", "shop/web:1");
        server.scan("edge.json", "shop/edge:1");
        server.scan("edge.json", "shop/web:1");
        server.scan("shop.json", "shop/web:1");
        server.send(
                "POST",
                "/api/v1/exceptions",
                Map.of("rule", "CVE-2021-44228", "reason", "not reachable", "target", "shop/edge:1"));
        server.send("PUT", "/api/v1/policies/base", Map.of("content", "rules: []\n", "mode", "observe"));
        var scans = server.get("/api/v1/scans?image=" + shop).path("items");
        String compare = "/compare?from=" + scans.path(1).path("id").asString("") + "&to="
                + scans.path(0).path("id").asString("");
        List<String> all = new ArrayList<>(
                List.of("/", "/findings", "/findings?group=fix", "/findings?group=image", "/images", compare));
        for (String tab : List.of("", "packages", "findings", "layers", "trust", "running", "history")) {
            all.add("/images/" + shop + (tab.isEmpty() ? "" : "?tab=" + tab));
        }
        all.addAll(List.of("/runtime", "/policies", "/policies/exceptions", "/policies/base", "/policies/new"));
        for (String tab : List.of("users", "tokens", "agents", "jobs", "audit", "account")) {
            all.add("/settings/" + tab);
        }
        addresses = List.copyOf(all);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            chromium.close();
        }
    }

    private static List<String> wrong(Page page) {
        List<String> out = new ArrayList<>();
        server.enter(page, "ada");
        for (String address : addresses) {
            page.navigate(server.url() + address);
            Chromium.settled(page);
            if (page.locator(".state.error, .state.forbidden").count() > 0) {
                out.add(address + ": " + page.locator(".state.error, .state.forbidden").first().textContent());
            }
            chromium.barriers(page).forEach(barrier -> out.add(address + ": " + barrier));
            if (Chromium.overflow(page) > 0) {
                out.add(address + ": wider than the window by " + Chromium.overflow(page));
            }
        }
        return out;
    }

    @Test
    void everyPageIsWholeWideAndLight() {
        assertEquals(List.of(), wrong(chromium.visitor(1280, ColorScheme.LIGHT)));
        chromium.assertQuiet();
    }

    @Test
    void everyPageIsWholeNarrowAndDark() {
        assertEquals(List.of(), wrong(chromium.visitor(400, ColorScheme.DARK)));
        chromium.assertQuiet();
    }
}
