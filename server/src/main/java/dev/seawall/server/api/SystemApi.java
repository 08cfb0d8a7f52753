package dev.seawall.server.api;

import dev.seawall.server.audit.AuditEntry;
import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.auth.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Health, metrics, the description of the API, the audit log. */
final class SystemApi {
    private final AuditLog audit;
    private final Metrics metrics;
    private final Runnable storeProbe;

    /** @param storeProbe throws where the store does not answer */
    SystemApi(AuditLog audit, Metrics metrics, Runnable storeProbe) {
        this.audit = audit;
        this.metrics = metrics;
        this.storeProbe = storeProbe;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("getHealth", "/health", Permission.PUBLIC, call -> health()),
                Operation.get("getDescription", "/openapi.yaml", Permission.PUBLIC, call -> description()),
                Operation.get(
                        "getMetrics",
                        "/metrics",
                        Permission.METRICS_READ,
                        call -> Answer.text("text/plain; version=0.0.4; charset=utf-8", metrics.text())),
                Operation.get("listAudit", "/api/v1/audit", Permission.AUDIT_READ, this::list)
                        .asking("actor", "action", "cursor", "limit"),
                Operation.get("verifyAudit", "/api/v1/audit/verification", Permission.AUDIT_READ, call -> verify()));
    }

    private Answer health() {
        storeProbe.run();
        return Answer.json(Shapes.object().put("status", "ok"));
    }

    private static Answer description() throws IOException {
        return Answer.text("application/yaml", text());
    }

    static String text() throws IOException {
        try (InputStream in = SystemApi.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Answer list(Call call) {
        int limit = call.limit();
        long before = call.cursor().number(0, Long.MAX_VALUE);
        List<AuditEntry> lines = audit.before(before, call.query("actor"), call.query("action"), limit + 1);
        return Pages.of(lines, limit, Shapes::audit, line -> Cursor.of(line.number()), null);
    }

    private Answer verify() throws IOException {
        AuditLog.Verdict verdict = audit.verify();
        return Answer.json(Shapes.object()
                .put("lines", verdict.lines())
                .put("whole", verdict.fault().isEmpty())
                .put("fault", verdict.fault().orElse("")));
    }
}
