package dev.seawall.server.api;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Principal;
import dev.seawall.server.store.StoreException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Runs operations: who asks, may they, what they ask, the answer or a problem. Nothing an operation is sent makes it
 * answer 5xx; a store that is away answers 503.
 */
final class Api {
    private static final String CSRF_HEADER = "X-Seawall-Csrf";

    private final Identity identity;
    private final AuditLog audit;
    private final List<Operation> operations;
    private final Metrics metrics;

    Api(Identity identity, AuditLog audit, List<Operation> operations, Metrics metrics) {
        this.identity = identity;
        this.audit = audit;
        this.operations = operations;
        this.metrics = metrics;
    }

    void route(HttpRouting.Builder routes) {
        for (Operation operation : operations) {
            routes.route(
                    Method.create(operation.method()),
                    operation.path(),
                    (request, response) -> run(operation, request, response));
        }
        routes.any("/api/*", (request, response) -> send(response, Problem.notFound("such operation")));
        routes.error(
                HttpException.class,
                (request, response, e) -> send(
                        response,
                        new Problem(e.status().code(), e.status().reasonPhrase(), "The request is malformed.", e)));
        routes.error(Throwable.class, (request, response, e) -> send(response, problem(e)));
    }

    private void run(Operation operation, ServerRequest request, ServerResponse response) {
        long start = System.nanoTime();
        int status = 500;
        try {
            Call call = new Call(request, operation, caller(request));
            requireAllowed(call, request);
            status = send(call, operation.action().run(call), response);
        } catch (IOException | DeniedException | RuntimeException e) {
            Problem problem = problem(e);
            status = problem.status();
            send(response, problem);
        } finally {
            metrics.request(operation.id(), status, System.nanoTime() - start);
        }
    }

    private Call.Caller caller(ServerRequest request) throws DeniedException {
        Optional<String> header = request.headers().first(HeaderNames.AUTHORIZATION);
        if (header.isPresent()) {
            return new Call.Caller(identity.byHeader(header, Call.address(request)), "", "");
        }
        Optional<String> cookie = Cookies.session(request);
        return cookie.flatMap(secret -> identity.sessions()
                        .find(secret)
                        .map(known -> new Call.Caller(
                                Optional.of(known.principal()),
                                secret,
                                known.session().csrf())))
                .orElse(new Call.Caller(Optional.empty(), "", ""));
    }

    private void requireAllowed(Call call, ServerRequest request) {
        Operation operation = call.operation();
        request.query().names().stream()
                .filter(name -> !operation.query().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badRequest("There is a query parameter that this operation does not have; it has "
                            + String.join(", ", new java.util.TreeSet<>(operation.query())) + ".");
                });
        if (operation.permission() == Permission.PUBLIC || operation.permission() == Permission.AGENT) {
            return; // an agent's certificate is checked where its record is read
        }
        if (call.caller().principal().isEmpty()) {
            throw new Problem(401, "Not logged in", "Log in, or send a token as Authorization: Bearer.");
        }
        requireNoForgery(call);
        Principal principal = call.principal();
        boolean allowed = operation.scoped()
                ? principal.mayAnywhere(operation.permission()) || operation.permission() == Permission.SIGNED_IN
                : principal.may(operation.permission(), "*");
        if (!allowed) {
            audit.record(principal.name(), call.address(), operation.id(), operation.path(), Outcome.REFUSED, "");
            throw Call.forbidden(operation.permission(), "*");
        }
    }

    /** A page of somebody else can make a browser send the cookie, but not this header. */
    private static void requireNoForgery(Call call) {
        boolean reads = call.operation().method().equals("GET");
        String csrf = call.caller().csrf();
        if (!reads && !csrf.isEmpty() && !csrf.equals(call.header(CSRF_HEADER).orElse(""))) {
            throw new Problem(
                    403, "Forbidden", "The header " + CSRF_HEADER + " is missing or not that of this session.");
        }
    }

    private static int send(Call call, Answer answer, ServerResponse response) throws IOException {
        switch (answer) {
            case Answer.Bytes bytes -> {
                return send(call, bytes, response);
            }
            case Answer.Empty(int status, List<String> headers) -> {
                headers(response, headers);
                response.status(status).send();
                return status;
            }
            case Answer.Stream stream -> {
                return send(stream, response);
            }
        }
    }

    /** Where the client goes there is nobody left to tell. */
    private static int send(Answer.Stream stream, ServerResponse response) {
        response.header("Content-Type", stream.type());
        try (OutputStream out = response.outputStream()) {
            stream.writer().write(out);
        } catch (IOException | RuntimeException e) {
            System.getLogger(Api.class.getName()).log(System.Logger.Level.DEBUG, "a watcher left", e);
        }
        return 200;
    }

    private static int send(Call call, Answer.Bytes bytes, ServerResponse response) {
        String etag = bytes.etag();
        boolean read = call.operation().method().equals("GET") && bytes.status() == 200;
        String tag = etag == null && read ? Etags.of(bytes.content()) : etag;
        headers(response, bytes.headers());
        if (tag != null) {
            response.header("ETag", tag);
        }
        if (read && tag != null && call.header("If-None-Match").orElse("").contains(tag)) {
            response.status(304).send();
            return 304;
        }
        response.header("Content-Type", bytes.type());
        response.status(bytes.status()).send(bytes.content());
        return bytes.status();
    }

    private static void headers(ServerResponse response, List<String> headers) {
        for (int i = 0; i + 1 < headers.size(); i += 2) {
            response.header(headers.get(i), headers.get(i + 1));
        }
    }

    private static Problem problem(Throwable e) {
        return switch (e) {
            case Problem problem -> problem;
            case DeniedException denied -> denied(denied);
            case StoreException store -> store(store);
            case HttpException http ->
                new Problem(http.status().code(), http.status().reasonPhrase(), "The request is malformed.", http);
            case IOException io -> new Problem(400, "Bad request", "The request cannot be read.", io);
            case UncheckedIOException io -> new Problem(400, "Bad request", "The request cannot be read.", io);
            default -> unexpected(e);
        };
    }

    private static Problem unexpected(Throwable e) {
        System.getLogger(Api.class.getName()).log(System.Logger.Level.ERROR, "an operation failed", e);
        return new Problem(500, "Server error", "Something unexpected happened; the server's log says what.", e);
    }

    private static Problem denied(DeniedException e) {
        return switch (e.reason()) {
            case WRONG -> new Problem(401, "Not logged in", "" + e.getMessage(), e);
            case CODE_NEEDED -> new Problem(401, "Code needed", "" + e.getMessage(), e);
            case LOCKED -> new Problem(429, "Too many attempts", "" + e.getMessage(), e);
            case RULES -> new Problem(422, "Against the rules", "" + e.getMessage(), e);
        };
    }

    private static Problem store(StoreException e) {
        return switch (e.reason()) {
            case AWAY -> new Problem(503, "Store away", "The store does not answer now. Try again in a moment.", e);
            case CONFLICT -> new Problem(409, "Conflict", "There is one of this name already.", e);
            case BROKEN -> unexpected(e);
        };
    }

    private static void send(ServerResponse response, Problem problem) {
        if (response.isSent()) {
            return;
        }
        response.header("Content-Type", "application/problem+json");
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer realm=\"seawall\"");
        }
        if (problem.status() == 503 || problem.status() == 429) {
            response.header("Retry-After", problem.status() == 503 ? "2" : "60");
        }
        response.status(problem.status()).send(problem.json());
    }
}
