package dev.seawall.server.logs;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.auth.Permission;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The questions by HTTP, on the same ports that logs are pushed to; a token with {@code logs:read} is needed. */
final class LogsHttp {
    private final LogQuestions questions;
    private final Identity identity;

    LogsHttp(LogQuestions questions, Identity identity) {
        this.questions = questions;
        this.identity = identity;
    }

    void route(HttpRouting.Builder routes) {
        routes.get("/api/v1/logs/{question}", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        try {
            if (!mayRead(request)) {
                problem(response, 401, "a token that may read logs is needed");
                return;
            }
            String question = request.path().pathParameters().get("question");
            send(response, 200, questions.answer(question, parameters(request)));
        } catch (SeawallException e) {
            problem(response, 400, "" + e.getMessage());
        } catch (IOException e) {
            problem(response, 500, "the store cannot be read: " + e.getMessage());
        }
    }

    private boolean mayRead(ServerRequest request) {
        InetSocketAddress peer = (InetSocketAddress) request.remotePeer().address();
        try {
            return identity.byHeader(
                            request.headers().first(HeaderNames.AUTHORIZATION),
                            peer.getAddress().getHostAddress())
                    .filter(principal -> principal.may(Permission.LOGS_READ, "*"))
                    .isPresent();
        } catch (DeniedException e) {
            return false;
        }
    }

    private static Map<String, String> parameters(ServerRequest request) {
        Map<String, String> parameters = new TreeMap<>();
        for (String name : request.query().names()) {
            parameters.put(name, request.query().get(name));
        }
        return parameters;
    }

    private static void problem(ServerResponse response, int status, String detail) {
        send(
                response,
                status,
                Json.mapper().createObjectNode().put("status", status).put("detail", detail));
    }

    private static void send(ServerResponse response, int status, JsonNode body) {
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(Json.mapper().writeValueAsBytes(body));
    }
}
