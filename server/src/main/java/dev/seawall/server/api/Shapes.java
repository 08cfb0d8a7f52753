package dev.seawall.server.api;

import dev.seawall.engine.format.Json;
import dev.seawall.server.audit.AuditEntry;
import dev.seawall.server.auth.Account;
import dev.seawall.server.auth.Grant;
import dev.seawall.server.auth.Token;
import dev.seawall.server.inventory.Counts;
import dev.seawall.server.inventory.FindingGroup;
import dev.seawall.server.inventory.ScanSummary;
import dev.seawall.server.inventory.StoredFinding;
import dev.seawall.server.inventory.TargetSummary;
import dev.seawall.server.job.Job;
import dev.seawall.server.policy.ExceptionRule;
import dev.seawall.server.policy.StoredPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API shows of each thing; the schemas of openapi.yaml. */
final class Shapes {
    private static final List<String> SEVERITIES = List.of("UNKNOWN", "LOW", "MEDIUM", "HIGH", "CRITICAL");

    private Shapes() {}

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }

    private static void put(ObjectNode out, String name, @Nullable Instant time) {
        if (time == null) {
            out.putNull(name);
        } else {
            out.put(name, time.toString());
        }
    }

    /** The number of a word; -1 where there is none. */
    static int severity(String word) {
        return SEVERITIES.indexOf(word.toUpperCase(Locale.ROOT));
    }

    static ObjectNode counts(Counts counts) {
        return object().put("CRITICAL", counts.critical())
                .put("HIGH", counts.high())
                .put("MEDIUM", counts.medium())
                .put("LOW", counts.low())
                .put("UNKNOWN", counts.unknown());
    }

    static ObjectNode scan(ScanSummary scan) {
        ObjectNode out = object().put("id", scan.id())
                .put("image", scan.target())
                .put("kind", scan.kind())
                .put("name", scan.name())
                .put("digest", scan.digest())
                .put("at", text(scan.at()))
                .put("by", scan.actor())
                .put("passed", scan.passed());
        out.set("summary", counts(scan.counts()));
        return out;
    }

    static ObjectNode target(TargetSummary target) {
        ObjectNode out = object().put("id", target.id())
                .put("kind", target.kind())
                .put("name", target.name())
                .put("digest", target.digest())
                .put("scan", target.scan())
                .put("scannedAt", text(target.scannedAt()))
                .put("passed", target.passed())
                .put("running", target.running());
        out.set("summary", counts(target.counts()));
        return out;
    }

    static ObjectNode finding(StoredFinding f) {
        ObjectNode out = object().put("fingerprint", f.fingerprint())
                .put("image", f.target())
                .put("imageName", f.targetName())
                .put("id", f.rule())
                .put("kind", f.kind())
                .put("severity", SEVERITIES.get(f.severity()))
                .put("status", f.status())
                .put("title", f.title())
                .put("package", f.pkg())
                .put("version", f.version())
                .put("fixState", f.fixState())
                .put("fixVersion", f.fixVersion())
                .put("path", f.place())
                .put("priority", f.priority())
                .put("kev", f.kev())
                .put("epss", f.epss())
                .put("firstSeen", text(f.firstSeen()));
        ArrayNode practices = out.putArray("practices");
        for (String practice : f.practices().split(" ")) {
            if (!practice.isEmpty()) {
                practices.add(practice);
            }
        }
        return out;
    }

    static ObjectNode group(FindingGroup g) {
        return object().put("key", g.key())
                .put("title", g.title())
                .put("findings", g.count())
                .put("images", g.targets())
                .put("severity", SEVERITIES.get(g.severity()))
                .put("priority", g.priority())
                .put("exploited", g.exploited());
    }

    static ObjectNode exception(ExceptionRule e, Instant now) {
        Instant end = e.expiresAt();
        ObjectNode out = object().put("id", e.id())
                .put("rule", e.rule())
                .put("target", e.target())
                .put("package", e.pkg())
                .put("path", e.path())
                .put("owner", e.owner())
                .put("reason", e.reason())
                .put("untilFixed", e.untilFixed())
                .put("createdBy", e.createdBy())
                .put("createdAt", text(e.createdAt()))
                .put("hits", e.hits())
                .put("expired", end != null && !now.isBefore(end));
        put(out, "expiresAt", end);
        return out;
    }

    static ObjectNode policy(StoredPolicy p) {
        return object().put("name", p.name())
                .put("content", p.content())
                .put("mode", p.mode())
                .put("updatedBy", p.updatedBy())
                .put("updatedAt", text(p.updatedAt()));
    }

    static ObjectNode account(Account a, List<Grant> grants) {
        ObjectNode out = object().put("id", a.id())
                .put("name", a.name())
                .put("kind", a.kind().name().toLowerCase(Locale.ROOT))
                .put("display", a.display())
                .put("secondFactor", a.secondFactor() != null)
                .put("disabled", a.disabled())
                .put("createdAt", text(a.createdAt()));
        put(out, "lockedUntil", a.lockedUntil());
        out.set("grants", grants(grants));
        return out;
    }

    static ArrayNode grants(List<Grant> grants) {
        ArrayNode out = Json.mapper().createArrayNode();
        grants.forEach(grant -> out.addObject().put("role", grant.role().word()).put("scope", grant.scope()));
        return out;
    }

    static ObjectNode token(Token t) {
        ObjectNode out = object().put("id", t.id())
                .put("name", t.name())
                .put("role", t.limit().role().word())
                .put("scope", t.limit().scope())
                .put("createdAt", text(t.createdAt()))
                .put("expiresAt", text(t.expiresAt()));
        put(out, "usedAt", t.usedAt());
        return out;
    }

    static ObjectNode audit(AuditEntry e) {
        return object().put("number", e.number())
                .put("at", text(e.at()))
                .put("actor", e.actor())
                .put("address", e.address())
                .put("action", e.action())
                .put("subject", e.subject())
                .put("outcome", e.outcome())
                .put("detail", e.detail())
                .put("hash", e.hash());
    }

    static ObjectNode job(Job j) {
        ObjectNode out = object().put("id", j.id())
                .put("kind", j.kind())
                .put("state", j.state().name().toLowerCase(Locale.ROOT))
                .put("attempts", j.attempts())
                .put("done", j.done())
                .put("total", j.total())
                .put("message", j.message())
                .put("cancelling", j.cancel() && !j.state().isEnd())
                .put("createdAt", text(j.createdAt()));
        put(out, "endedAt", j.endedAt());
        return out;
    }
}
