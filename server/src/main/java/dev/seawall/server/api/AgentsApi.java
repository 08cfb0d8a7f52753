package dev.seawall.server.api;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.wire.AgentMessage;
import dev.seawall.server.agents.AgentRecord;
import dev.seawall.server.agents.AgentStore;
import dev.seawall.server.agents.Enrolment;
import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Agents: enrolment, their messages, and what their hosts run. */
final class AgentsApi {
    private static final int LARGEST_BATCH_BYTES = 8 << 20;
    private static final Duration OFFLINE_AFTER = Duration.ofMinutes(5);
    private static final Set<String> KINDS = Set.of("facts", "health", "inventory", "event");

    private final AgentStore store;
    private final Enrolment enrolment;
    private final CertificateAuthority authority;
    private final AuditLog audit;
    private final Clock clock;

    AgentsApi(AgentStore store, Enrolment enrolment, CertificateAuthority authority, AuditLog audit, Clock clock) {
        this.store = store;
        this.enrolment = enrolment;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listAgents", "/api/v1/agents", Permission.AGENTS_READ, this::list)
                        .asking("cursor", "limit"),
                Operation.get(
                        "getAgent",
                        "/api/v1/agents/{id}",
                        Permission.AGENTS_READ,
                        call -> Answer.json(shape(agent(call)))),
                Operation.delete("revokeAgent", "/api/v1/agents/{id}", Permission.AGENTS_WRITE, this::revoke),
                Operation.post("addEnrolmentToken", "/api/v1/enrolment-tokens", Permission.AGENTS_WRITE, this::token),
                Operation.post("enrolAgent", "/api/v1/enrolment", Permission.PUBLIC, this::enrol),
                Operation.post("renewAgent", "/api/v1/agent/certificate", Permission.AGENT, this::renew),
                Operation.post("sendMessages", "/api/v1/agent/messages", Permission.AGENT, this::receive)
                        .bodyBytes(LARGEST_BATCH_BYTES),
                Operation.get(
                        "getAuthority",
                        "/api/v1/authority",
                        Permission.PUBLIC,
                        call -> Answer.text("application/x-pem-file", authority.pem())),
                Operation.get("listInventory", "/api/v1/inventory", Permission.AGENTS_READ, this::inventory)
                        .asking("agent", "cursor", "limit"));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        Cursor cursor = call.cursor();
        List<AgentRecord> rows = store.list(cursor.text(0, ""), cursor.text(1, ""), limit + 1);
        return Pages.of(rows, limit, this::shape, row -> Cursor.of(row.name(), row.id()), null);
    }

    private AgentRecord agent(Call call) {
        return store.byId(call.path("id")).orElseThrow(() -> Problem.notFound("agent"));
    }

    private ObjectNode shape(AgentRecord a) {
        String state = a.revoked()
                ? "revoked"
                : a.seenAt().plus(OFFLINE_AFTER).isBefore(clock.instant()) ? "offline" : "online";
        ObjectNode out = Shapes.object()
                .put("id", a.id())
                .put("name", a.name())
                .put("group", a.group())
                .put("version", a.version())
                .put("state", state)
                .put("enrolledAt", a.enrolledAt().toString())
                .put("seenAt", a.seenAt().toString())
                .put("certificateEndsAt", a.expiresAt().toString())
                .put("acknowledged", a.acknowledged());
        out.set("facts", parsed(a.facts()));
        out.set("health", parsed(a.health()));
        return out;
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Shapes.object();
        }
    }

    private Answer revoke(Call call) {
        AgentRecord agent = agent(call);
        store.revoke(agent.id());
        audit.record(call.principal().name(), call.address(), "agent.revoke", agent.name(), Outcome.OK, agent.id());
        return Answer.none();
    }

    private Answer token(Call call) throws IOException {
        String group = call.fields("group").text("group", "default");
        if (!group.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
            throw Problem.badRequest("A group of hosts has 1 to 63 small letters, digits, dots and dashes.");
        }
        String token = enrolment.token(call.principal().name(), call.address(), group);
        return Answer.json(201, Shapes.object().put("token", token).put("group", group), null);
    }

    private Answer enrol(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("token", "name", "version", "key", "proof");
        String name = fields.text("name");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,252}")) {
            throw Problem.badRequest("An agent is named as its host: letters, digits, dots, dashes.");
        }
        Enrolment.Issued issued = enrolment.enrol(
                fields.text("token"),
                name,
                fields.text("version", ""),
                bytes(fields, "key"),
                bytes(fields, "proof"),
                call.address());
        return Answer.json(201, shape(issued), null);
    }

    private static byte[] bytes(Fields fields, String name) {
        try {
            return Base64.getDecoder().decode(fields.text(name));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "Bad request", "The field " + name + " is no base64.", e);
        }
    }

    private ObjectNode shape(Enrolment.Issued issued) {
        try {
            return Shapes.object()
                    .put("id", issued.agent().id())
                    .put("group", issued.agent().group())
                    .put(
                            "certificate",
                            Base64.getEncoder()
                                    .encodeToString(issued.certificate().getEncoded()))
                    .put("authority", authority.pem())
                    .put(
                            "endsAt",
                            issued.certificate().getNotAfter().toInstant().toString());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made has no encoding", e);
        }
    }

    private Answer renew(Call call) throws IOException, DeniedException {
        AgentRecord agent = enrolment.known(call.certificate());
        Fields fields = call.fields("key", "proof");
        return Answer.json(shape(enrolment.renew(agent, bytes(fields, "key"), bytes(fields, "proof"), call.address())));
    }

    private Answer receive(Call call) throws IOException, DeniedException {
        AgentRecord agent = enrolment.known(call.certificate());
        List<AgentMessage> messages = new ArrayList<>();
        for (Fields message : call.fields("messages").list("messages", "sequence", "kind", "at", "content")) {
            messages.add(message(message));
        }
        long acknowledged = store.receive(agent.id(), messages, clock.instant());
        return Answer.json(Shapes.object().put("acknowledged", acknowledged));
    }

    private AgentMessage message(Fields fields) {
        String kind = fields.text("kind");
        if (!KINDS.contains(kind)) {
            throw Problem.badRequest("A kind of message is facts, health, inventory or event.");
        }
        long sequence = fields.number("sequence", 0, 1, Long.MAX_VALUE - 1);
        Instant at = fields.time("at").orElse(clock.instant());
        return new AgentMessage(sequence, kind, at, fields.raw("content").toString());
    }

    private Answer inventory(Call call) {
        int limit = call.limit();
        List<AgentStore.Item> rows =
                store.inventory(call.query("agent"), call.cursor().text(0, ""), limit + 1);
        return Pages.of(
                rows, limit, AgentsApi::shape, row -> Cursor.of(row.agent() + " " + row.kind() + " " + row.id()), null);
    }

    private static ObjectNode shape(AgentStore.Item item) {
        return Shapes.object()
                .put("agent", item.agent())
                .put("kind", item.kind())
                .put("id", item.id())
                .put("name", item.name())
                .put("image", item.image())
                .put("digest", item.digest())
                .put("state", item.state())
                .put("engine", item.engine());
    }
}
