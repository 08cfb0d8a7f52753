package dev.seawall.server.registry.gate;

import dev.seawall.server.registry.access.Action;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Front door of the registry guard: each request is read, its asker found out, and it goes where it belongs or nowhere. */
public final class Gate {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final Doorkeeper doorkeeper;
    private final TokenDesk tokens;
    private final Pace pace;
    private final Pulls pulls;
    private final Pushes pushes;
    private final Listings listings;
    private final Ledger ledger;
    private final boolean open;

    Gate(GateParts parts) {
        this.doorkeeper = parts.doorkeeper();
        this.tokens = parts.tokens();
        this.pace = parts.pace();
        this.pulls = parts.pulls();
        this.pushes = parts.pushes();
        this.listings = parts.listings();
        this.ledger = parts.ledger();
        this.open = parts.open();
    }

    /** Answers one request. */
    public void handle(ServerRequest request, ServerResponse response) {
        Asker asker = new Asker(
                dev.seawall.server.registry.access.Caller.ANYBODY,
                null,
                request.remotePeer().host());
        try {
            String raw = request.prologue().uriPath().rawPath();
            if (raw.equals("/token")) {
                tokens.handle(request, response);
                return;
            }
            asker = doorkeeper.asker(request);
            pace.take(asker);
            Exchange exchange = new Exchange(request, response, asker);
            response.header("Docker-Distribution-Api-Version", "registry/2.0");
            dispatch(RegistryPath.parse(raw), exchange, request);
        } catch (OciProblem problem) {
            refused(problem, asker, request);
            Exchange.fail(request, response, problem);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection broke", e);
            Exchange.fail(request, response, OciProblem.backend("the connection broke"));
        }
    }

    private void refused(OciProblem problem, Asker asker, ServerRequest request) {
        boolean challenge = problem.status() == 401
                && request.headers()
                        .first(io.helidon.http.HeaderNames.AUTHORIZATION)
                        .isEmpty();
        if (!problem.isRecorded() && !challenge) {
            String method = request.prologue().method().text();
            String place = request.prologue().uriPath().rawPath();
            ledger.record(
                    asker.caller().shown(),
                    asker.address(),
                    "registry." + method.toLowerCase(java.util.Locale.ROOT),
                    place,
                    false,
                    problem.message());
        }
    }

    private void dispatch(RegistryPath path, Exchange exchange, ServerRequest request) throws OciProblem, IOException {
        switch (path) {
            case RegistryPath.Root root -> root(exchange, request);
            case RegistryPath.Catalog catalog -> {
                requireAccount(exchange, request, "registry:catalog:*");
                listings.catalog(exchange, catalog);
            }
            case RegistryPath.InRepository place -> {
                Action action = action(place, exchange.method());
                if (action == Action.PULL) {
                    doorkeeper.requireLook(place.repository(), exchange, request);
                } else {
                    doorkeeper.require(action, place.repository(), exchange, request);
                }
                inRepository(place, action, exchange);
            }
        }
    }

    /** What a request does, by its method and place. */
    private static Action action(RegistryPath.InRepository place, String method) throws OciProblem {
        boolean upload = place instanceof RegistryPath.Uploads || place instanceof RegistryPath.Upload;
        return switch (method) {
            case "GET", "HEAD" -> upload ? Action.PUSH : Action.PULL;
            case "POST", "PUT", "PATCH" -> Action.PUSH;
            case "DELETE" -> upload ? Action.PUSH : Action.DELETE;
            default -> throw new OciProblem(405, "UNSUPPORTED", "Registries do not know the method " + method + ".");
        };
    }

    private void root(Exchange exchange, ServerRequest request) throws OciProblem {
        requireAccount(exchange, request, "");
        exchange.status(200);
        exchange.header("Content-Type", "application/json; charset=utf-8");
        exchange.send("{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Clients learn here how to log in, so whoever shows nothing is asked to, unless nobody ever need. */
    private void requireAccount(Exchange exchange, ServerRequest request, String scope) throws OciProblem {
        boolean nobody = exchange.caller().isAnybody() && exchange.asker().token() == null;
        if (nobody && !open) {
            throw doorkeeper.challenged(
                    new OciProblem(401, "UNAUTHORIZED", "Log in, or ask for a token."), request, scope, "");
        }
    }

    private void inRepository(RegistryPath.InRepository place, Action action, Exchange exchange)
            throws OciProblem, IOException {
        boolean read = action == Action.PULL;
        switch (place) {
            case RegistryPath.Manifest manifest when read -> pulls.manifest(exchange, manifest);
            case RegistryPath.Manifest manifest
            when exchange.method().equals("PUT") -> pushes.manifest(exchange, manifest);
            case RegistryPath.Blob blob when read -> pulls.blob(exchange, blob);
            case RegistryPath.Tags tags when read -> listings.tags(exchange, tags);
            case RegistryPath.Referrers referrers when read -> listings.referrers(exchange, referrers);
            case RegistryPath.Uploads uploads when exchange.method().equals("POST") -> pushes.start(exchange, uploads);
            case RegistryPath.Upload upload -> pushes.upload(exchange, upload, exchange.query());
            case RegistryPath.InRepository other when action == Action.DELETE -> pushes.delete(exchange, other);
            case RegistryPath.InRepository other ->
                throw new OciProblem(
                        405, "UNSUPPORTED", "Registries do not know " + exchange.method() + " " + other.path() + ".");
        }
    }
}
