package dev.seawall.server.vault;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Envelope;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.Origin;
import dev.seawall.server.vault.request.RawBody;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.sys.SealPaths;
import dev.seawall.server.vault.wire.Spans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP API over the core: from a request line and a body to a status and a body. */
public final class VaultHttp {
    private static final String API = "/v1/";
    private static final String NO_PAGE = "404 page not found\n";

    /** Older paths whose data also stands at the top of the answer. */
    private static final List<String> TOP_LEVEL = List.of(
            "sys/audit",
            "sys/audit-hash",
            "sys/auth",
            "sys/config/cors",
            "sys/config/auditing/request-headers",
            "sys/capabilities",
            "sys/capabilities-accessor",
            "sys/capabilities-self",
            "sys/ha-status",
            "sys/key-status",
            "sys/mounts",
            "sys/policy",
            "sys/remount",
            "sys/rotate",
            "sys/wrapping/wrap");

    private final Core core;
    private final SealPaths sealPaths;

    /** The API of a core. */
    public VaultHttp(Core core, SealPaths sealPaths) {
        this.core = core;
        this.sealPaths = sealPaths;
    }

    /** Answers a request; every failure is an answer too. */
    public HttpReply answer(HttpQuestion question) {
        HttpReply reply = answerWhole(question);
        return question.method().equals("HEAD")
                ? new HttpReply(reply.status(), reply.contentType(), new byte[0], reply.headers())
                : reply;
    }

    private HttpReply answerWhole(HttpQuestion question) {
        try {
            return route(question);
        } catch (VaultException failed) {
            return failed.isBare()
                    ? HttpReply.empty(failed.status())
                    : HttpReply.errors(failed.status(), failed.errors(), failed.data());
        } catch (RuntimeException unexpected) {
            System.getLogger(VaultHttp.class.getName())
                    .log(System.Logger.Level.ERROR, "a vault request failed", unexpected);
            return HttpReply.errors(500, List.of("internal error"), null);
        }
    }

    private HttpReply route(HttpQuestion question) {
        if (question.path().equals("/v1")) {
            return HttpReply.moved(API);
        }
        if (!question.path().startsWith(API)) {
            return new HttpReply(404, "text/plain; charset=utf-8", NO_PAGE.getBytes(StandardCharsets.UTF_8), Map.of());
        }
        String path = question.path().substring(API.length());
        Map<String, @Nullable Object> body = hasBody(question) ? BodyReader.read(question) : Map.of();
        Optional<VaultResponse> direct = sealPaths.answer(
                question.method(), path, new SealPaths.Ask(body, question.query(), request(question, path, body)));
        if (direct.isPresent()) {
            return plain(direct.get());
        }
        VaultRequest request = request(question, path, body);
        return reply(request, core.answer(request));
    }

    private static boolean hasBody(HttpQuestion question) {
        return switch (question.method()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    private static HttpReply plain(VaultResponse response) {
        Map<String, ?> data = response.data();
        int status = response.status() == 0 ? data == null ? 204 : 200 : response.status();
        return data == null ? HttpReply.empty(status) : HttpReply.json(status, data);
    }

    private VaultRequest request(HttpQuestion question, String path, Map<String, @Nullable Object> body) {
        Operation operation = operation(question);
        boolean listing = operation == Operation.LIST || operation == Operation.SCAN;
        String full = listing && !path.endsWith("/") ? path + "/" : path;
        return new VaultRequest(
                core.ids().uuid(),
                operation,
                full,
                data(question, operation, body),
                token(question.origin()),
                wrapTtl(question.origin()),
                question.origin(),
                null,
                null);
    }

    private static Operation operation(HttpQuestion question) {
        return switch (question.method()) {
            case "GET" ->
                isTrue(question.query("list"))
                        ? Operation.LIST
                        : isTrue(question.query("scan")) ? Operation.SCAN : Operation.READ;
            case "LIST" -> Operation.LIST;
            case "SCAN" -> Operation.SCAN;
            case "POST", "PUT" -> Operation.UPDATE;
            case "PATCH" -> patch(question);
            case "DELETE" -> Operation.DELETE;
            case "HEAD" -> Operation.HEADER;
            case "OPTIONS" -> Operation.HEADER;
            default -> throw VaultException.none(405);
        };
    }

    private static Operation patch(HttpQuestion question) {
        String type = question.origin().header("content-type").split(";", 2)[0].strip();
        if (type.isEmpty()) {
            throw VaultException.of(400, "mime: no media type");
        }
        if (!type.equals("application/merge-patch+json")) {
            throw VaultException.of(
                    415, "PATCH requires Content-Type of application/merge-patch+json, provided " + type);
        }
        return Operation.PATCH;
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "", "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw VaultException.none(400);
        };
    }

    private static Map<String, @Nullable Object> data(
            HttpQuestion question, Operation operation, Map<String, @Nullable Object> body) {
        return switch (operation) {
            case READ, LIST, SCAN, DELETE, HEADER -> {
                Map<String, List<String>> query = new LinkedHashMap<>(question.query());
                query.remove("list");
                query.remove("scan");
                query.remove("help");
                yield BodyReader.values(query);
            }
            case CREATE, UPDATE, PATCH, HELP, RENEW, REVOKE -> body;
        };
    }

    private static String token(Origin origin) {
        String own = origin.header("x-vault-token");
        if (!own.isEmpty()) {
            return own;
        }
        String authorization = origin.header("authorization");
        return authorization.startsWith("Bearer ")
                ? authorization.substring("Bearer ".length()).strip()
                : "";
    }

    private static @Nullable Duration wrapTtl(Origin origin) {
        String asked = origin.header("x-vault-wrap-ttl");
        if (asked.isEmpty()) {
            return null;
        }
        Duration ttl = Spans.parse(asked)
                .orElseThrow(() -> VaultException.of(
                        400, "error parsing X-Vault-Wrap-TTL header: time: invalid duration \"" + asked + "\""));
        if (ttl.isNegative()) {
            throw VaultException.of(
                    400, "error parsing X-Vault-Wrap-TTL header: requested wrap ttl cannot be negative");
        }
        return ttl.isZero() ? null : ttl;
    }

    private HttpReply reply(VaultRequest request, VaultResponse response) {
        RawBody raw = response.raw();
        if (raw != null) {
            return new HttpReply(raw.status(), raw.contentType(), raw.bytes(), Map.of());
        }
        if (response.isNothing()) {
            return nothing(request);
        }
        if (request.operation() == Operation.LIST && response.status() == 0 && isEmptyList(response)) {
            return nothing(request);
        }
        Map<String, ?> data = response.data();
        if (response.status() == 404 && data != null && response.warnings().isEmpty()) {
            return full(request, response, 404);
        }
        return full(request, response, response.status() == 0 ? 200 : response.status());
    }

    private static HttpReply nothing(VaultRequest request) {
        return switch (request.operation()) {
            case READ, LIST, SCAN -> HttpReply.errors(404, List.of(), null);
            case CREATE, UPDATE, PATCH, DELETE, HELP, RENEW, REVOKE, HEADER -> HttpReply.empty(204);
        };
    }

    private static boolean isEmptyList(VaultResponse response) {
        Map<String, ?> data = response.data();
        return response.wrap() == null
                && (data == null || !(data.get("keys") instanceof List<?> keys) || keys.isEmpty());
    }

    private HttpReply full(VaultRequest request, VaultResponse response, int status) {
        Map<String, @Nullable Object> body = Envelope.of(request.id(), response, core.mountType(request.path()));
        Map<String, ?> data = response.data();
        if (data != null && TOP_LEVEL.stream().anyMatch(path -> isAtOrBelow(request.path(), path))) {
            data.forEach(body::putIfAbsent);
        }
        return HttpReply.json(status, body);
    }

    private static boolean isAtOrBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
