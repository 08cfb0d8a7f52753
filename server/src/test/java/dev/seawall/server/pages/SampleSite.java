package dev.seawall.server.pages;

import com.microsoft.playwright.Page;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A server with two images, four scans, an exception and a policy, a browser, and the address of every page. */
record SampleSite(PageServer server, Chromium chromium, List<String> addresses, String shop) implements Closeable {
    static SampleSite open(Path home) throws IOException, InterruptedException {
        Chromium chromium = Chromium.open();
        PageServer server = PageServer.ready(home, Clock.systemUTC());
        String shop = server.scan("shop.json", "shop/web:1");
        server.scan("edge.json", "shop/edge:1");
        server.scan("edge.json", "shop/web:1");
        server.scan("shop.json", "shop/web:1");
        server.send(
                "POST",
                "/api/v1/exceptions",
                Map.of("rule", "CVE-2021-44228", "reason", "not reachable", "target", "shop/edge:1"));
        server.send("PUT", "/api/v1/policies/base", Map.of("content", "rules: []\n", "mode", "observe"));
        JsonNode scans = server.get("/api/v1/scans?image=" + shop).path("items");
        return new SampleSite(server, chromium, addresses(shop, id(scans, 1), id(scans, 0)), shop);
    }

    private static String id(JsonNode scans, int number) {
        return scans.path(number).path("id").asString("");
    }

    private static List<String> addresses(String shop, String from, String to) {
        List<String> all =
                new ArrayList<>(List.of("/", "/findings", "/findings?group=fix", "/findings?group=image", "/images"));
        all.add("/compare?from=" + from + "&to=" + to);
        all.add("/images/" + shop);
        for (String tab : List.of("packages", "findings", "layers", "trust", "running", "history")) {
            all.add("/images/" + shop + "?tab=" + tab);
        }
        all.addAll(List.of("/runtime", "/policies", "/policies/exceptions", "/policies/base", "/policies/new"));
        for (String tab : List.of("users", "tokens", "agents", "jobs", "audit", "account")) {
            all.add("/settings/" + tab);
        }
        return List.copyOf(all);
    }

    /** What is wrong with any page: an error, a barrier, or more than fits the width. */
    List<String> wrong(Page page, Function<Page, List<String>> barriers) {
        List<String> out = new ArrayList<>();
        server.enter(page, "ada");
        for (String address : addresses) {
            page.navigate(server.url() + address);
            Chromium.settled(page);
            page.locator(".state.error, .state.forbidden")
                    .allTextContents()
                    .forEach(text -> out.add(address + ": " + text));
            barriers.apply(page).forEach(barrier -> out.add(address + ": " + barrier));
            if (Chromium.overflow(page) > 0) {
                out.add(address + ": wider than the window by " + Chromium.overflow(page));
            }
        }
        return out;
    }

    @Override
    public void close() {
        server.close();
        chromium.close();
    }
}
