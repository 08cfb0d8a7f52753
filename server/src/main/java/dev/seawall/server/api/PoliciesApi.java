package dev.seawall.server.api;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Secrets;
import dev.seawall.server.policy.ExceptionRule;
import dev.seawall.server.policy.PolicyStore;
import dev.seawall.server.policy.StoredPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Exceptions with owner, reason and end, and policies. */
final class PoliciesApi {
    private static final Set<String> MODES = Set.of("off", "observe", "enforce");
    private static final int LONGEST_POLICY = 500_000;

    private final PolicyStore store;
    private final AuditLog audit;
    private final Clock clock;

    PoliciesApi(PolicyStore store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listExceptions", "/api/v1/exceptions", Permission.EXCEPTIONS_READ, this::list)
                        .asking("cursor", "limit"),
                Operation.post("addException", "/api/v1/exceptions", Permission.EXCEPTIONS_WRITE, this::add),
                Operation.get(
                        "getException",
                        "/api/v1/exceptions/{id}",
                        Permission.EXCEPTIONS_READ,
                        call -> shown(exception(call.path("id")))),
                Operation.put("changeException", "/api/v1/exceptions/{id}", Permission.EXCEPTIONS_WRITE, this::change),
                Operation.delete(
                        "removeException", "/api/v1/exceptions/{id}", Permission.EXCEPTIONS_WRITE, this::remove),
                Operation.get("listPolicies", "/api/v1/policies", Permission.POLICIES_READ, call -> policies()),
                Operation.get(
                        "getPolicy",
                        "/api/v1/policies/{name}",
                        Permission.POLICIES_READ,
                        call -> shown(policy(call.path("name")))),
                Operation.put("putPolicy", "/api/v1/policies/{name}", Permission.POLICIES_WRITE, this::put),
                Operation.delete(
                        "removePolicy", "/api/v1/policies/{name}", Permission.POLICIES_WRITE, this::removePolicy));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        List<ExceptionRule> rows = store.exceptions(call.cursor().text(0, ""), limit + 1);
        return Pages.of(rows, limit, row -> Shapes.exception(row, clock.instant()), row -> Cursor.of(row.id()), null);
    }

    private ExceptionRule exception(String id) {
        return store.exception(id).orElseThrow(() -> Problem.notFound("exception"));
    }

    private Answer shown(ExceptionRule rule) {
        return Answer.json(200, Shapes.exception(rule, clock.instant()), Call.tag(rule.version()));
    }

    private static Fields exceptionFields(Call call) throws IOException {
        return call.fields("rule", "target", "package", "path", "owner", "reason", "expiresAt", "untilFixed");
    }

    /** @param base gives id, maker and version */
    private static ExceptionRule read(Fields fields, ExceptionRule base) {
        String rule = fields.text("rule");
        String reason = fields.text("reason");
        String owner = fields.text("owner", base.createdBy());
        if (rule.isBlank() || reason.isBlank() || owner.isBlank()) {
            throw Problem.badRequest("An exception names its rule, its owner and the reason.");
        }
        return new ExceptionRule(
                base.id(),
                rule,
                fields.text("target", ""),
                fields.text("package", ""),
                fields.text("path", ""),
                owner,
                reason,
                fields.time("expiresAt").orElse(null),
                fields.flag("untilFixed", false),
                base.createdBy(),
                base.createdAt(),
                0,
                base.version());
    }

    private Answer add(Call call) throws IOException {
        Instant now = clock.instant();
        ExceptionRule base = new ExceptionRule(
                Secrets.id(),
                "",
                "",
                "",
                "",
                "",
                "",
                null,
                false,
                call.principal().name(),
                now,
                0,
                1);
        ExceptionRule rule = read(exceptionFields(call), base);
        store.add(rule);
        changed(call, "exception.add", rule.id(), rule.rule() + " because " + rule.reason());
        ExceptionRule stored = exception(rule.id());
        return Answer.created(
                "/api/v1/exceptions/" + rule.id(), Shapes.exception(stored, now), Call.tag(stored.version()));
    }

    private Answer change(Call call) throws IOException {
        ExceptionRule old = exception(call.path("id"));
        ExceptionRule rule = read(exceptionFields(call), old);
        if (call.ifMatch() != old.version() || !store.replace(rule)) {
            throw Problem.changed();
        }
        changed(call, "exception.change", rule.id(), rule.rule() + " because " + rule.reason());
        return shown(exception(rule.id()));
    }

    private Answer remove(Call call) {
        ExceptionRule old = exception(call.path("id"));
        if (!store.removeException(old.id(), call.ifMatch())) {
            throw Problem.changed();
        }
        changed(call, "exception.remove", old.id(), old.rule());
        return Answer.none();
    }

    private void changed(Call call, String action, String subject, String detail) {
        audit.record(call.principal().name(), call.address(), action, subject, Outcome.OK, detail);
        store.apply(clock.instant());
    }

    private Answer policies() {
        ObjectNode out = Shapes.object();
        store.policies().stream().map(Shapes::policy).forEach(out.putArray("items")::add);
        return Answer.json(out);
    }

    private StoredPolicy policy(String name) {
        return store.policy(name).orElseThrow(() -> Problem.notFound("policy"));
    }

    private static Answer shown(StoredPolicy policy) {
        return Answer.json(200, Shapes.policy(policy), Call.tag(policy.version()));
    }

    private Answer put(Call call) throws IOException {
        String name = call.path("name");
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
            throw Problem.badRequest("A policy's name has 1 to 63 small letters, digits, dots and dashes.");
        }
        Fields fields = call.fields("content", "mode");
        String mode = fields.text("mode", "observe");
        if (!MODES.contains(mode)) {
            throw Problem.badRequest("A mode is off, observe or enforce.");
        }
        String content = fields.longText("content", LONGEST_POLICY);
        // without If-Match only a new one is made
        long version = call.header("If-Match").isPresent() ? call.ifMatch() : 0;
        StoredPolicy policy =
                new StoredPolicy(name, content, mode, call.principal().name(), clock.instant(), version);
        if (!store.put(policy)) {
            throw Problem.changed();
        }
        audit.record(call.principal().name(), call.address(), "policy.put", name, Outcome.OK, mode);
        return shown(policy(name));
    }

    private Answer removePolicy(Call call) {
        String name = policy(call.path("name")).name();
        if (!store.removePolicy(name, call.ifMatch())) {
            throw Problem.changed();
        }
        audit.record(call.principal().name(), call.address(), "policy.remove", name, Outcome.OK, "");
        return Answer.none();
    }
}
