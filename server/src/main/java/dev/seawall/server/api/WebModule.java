package dev.seawall.server.api;

import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/** The listener {@code web}: the HTTP API and, unless left out, the pages over it. */
public final class WebModule implements ServerModule {
    private static final int PORT = 8443;
    private static final long LARGEST_BODY_BYTES = 256L << 20;
    private final boolean pages;

    private WebModule(boolean pages) {
        this.pages = pages;
    }

    /** The API and its pages. */
    public static ServerModule withPages() {
        return new WebModule(true);
    }

    /** The API alone. */
    public static ServerModule withoutPages() {
        return new WebModule(false);
    }

    @Override
    public String name() {
        return pages ? "web" : "api";
    }

    @Override
    public void start(ServerContext context) {
        context.config().only(java.util.Set.of());
    }

    @Override
    public List<Listener> listeners() {
        return List.of(
                new Listener.Http("web", PORT, Listener.Clients.OWN_CERTIFICATE, LARGEST_BODY_BYTES, this::routes));
    }

    private void routes(HttpRouting.Builder routes) {
        routes.get("/health", (request, response) -> response.send("{\"status\":\"ok\"}\n"));
    }

    @Override
    public void close() {}
}
