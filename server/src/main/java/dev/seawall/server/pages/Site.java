package dev.seawall.server.pages;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages. Each has an address for good, which answers the same small shell; the rest is loaded by its script. */
public final class Site {
    /** First parts of pages' addresses; ui/app.js has the same list. */
    private static final List<String> PAGES =
            List.of("first", "login", "findings", "images", "compare", "runtime", "policies", "settings");

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private volatile @Nullable Loaded loaded;

    /**
     * What is read at the first request, so that a server nobody looks at does not carry it.
     *
     * @param shell the page that loads all others
     */
    private record Loaded(Assets assets, Asset shell) {
        static Loaded read() {
            try {
                Assets assets = Assets.load();
                Asset index = assets.files().get("index.html");
                if (index == null) {
                    throw new IOException("index.html of the pages is missing");
                }
                String html = new String(index.content(), StandardCharsets.UTF_8).replace("@hash@", assets.hash());
                return new Loaded(assets, Asset.of("index.html", html.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Adds what the pages answer. */
    public void route(HttpRouting.Builder routes) {
        routes.get("/", this::shell);
        for (String page : PAGES) {
            routes.get("/" + page, this::shell);
            routes.get("/" + page + "/*", this::shell);
        }
        routes.get("/assets/*", this::asset);
    }

    private Loaded loaded() {
        Loaded known = loaded;
        if (known == null) {
            known = Loaded.read();
            loaded = known;
        }
        return known;
    }

    private void shell(ServerRequest request, ServerResponse response) {
        response.header("Cache-Control", "no-cache");
        response.header("ETag", "\"" + loaded().assets().hash() + "\"");
        send(request, response, loaded().shell());
    }

    private void asset(ServerRequest request, ServerResponse response) {
        String prefix = "/assets/" + loaded().assets().hash() + "/";
        String path = request.path().path();
        Asset asset = path.startsWith(prefix) ? loaded().assets().files().get(path.substring(prefix.length())) : null;
        if (asset == null) {
            response.status(404).send("There is no such file; reload the page.");
            return;
        }
        response.header("Cache-Control", FOR_EVER);
        send(request, response, asset);
    }

    private static void send(ServerRequest request, ServerResponse response, Asset asset) {
        response.header("Content-Type", asset.type());
        response.header("Vary", "Accept-Encoding");
        String accepts = request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
        if (accepts.contains("gzip")) {
            response.header("Content-Encoding", "gzip");
            response.send(asset.packed());
        } else {
            response.send(asset.content());
        }
    }
}
