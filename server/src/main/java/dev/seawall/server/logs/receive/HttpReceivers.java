package dev.seawall.server.logs.receive;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;

/** Where OpenTelemetry exporters and clients of Loki push to. */
public final class HttpReceivers {
    private static final Push.Thanks OTLP_JSON =
            new Push.Thanks(200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));

    private final Push push;

    /** Over one way in. */
    public HttpReceivers(Push push) {
        this.push = push;
    }

    /** {@code POST /v1/logs}. */
    public void otlp(HttpRouting.Builder routes) {
        routes.post("/v1/logs", (request, response) -> push.answer(request, response, OtlpJson::parse, OTLP_JSON));
    }

    /** {@code POST /loki/api/v1/push}, and the question whether it is ready. */
    public void loki(HttpRouting.Builder routes) {
        routes.get("/ready", (request, response) -> response.send("ready\n"));
        routes.post(
                "/loki/api/v1/push",
                (request, response) -> push.answer(request, response, LokiJson::parse, Push.Thanks.NONE));
    }

    static boolean isJson(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.CONTENT_TYPE)
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }
}
