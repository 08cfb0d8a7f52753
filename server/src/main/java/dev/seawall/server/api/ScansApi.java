package dev.seawall.server.api;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Secrets;
import dev.seawall.server.inventory.FindingFilter;
import dev.seawall.server.inventory.FindingGroup;
import dev.seawall.server.inventory.FindingStore;
import dev.seawall.server.inventory.NewScan;
import dev.seawall.server.inventory.ReportReader;
import dev.seawall.server.inventory.ScanDiff;
import dev.seawall.server.inventory.ScanSummary;
import dev.seawall.server.inventory.StoredFinding;
import dev.seawall.server.inventory.TargetSummary;
import dev.seawall.server.module.Stores;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scans, what was scanned, and findings over all of it. */
final class ScansApi {
    private static final int LARGEST_REPORT_BYTES = 128 << 20;
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
    private static final Set<String> GROUPS = Set.of("fix", "rule", "image");
    private static final String[] FINDING_FILTERS = {
        "severity", "kind", "rule", "package", "fix", "image", "status", "q", "kev", "group", "cursor", "limit"
    };

    private final Stores stores;
    private final AuditLog audit;
    private final Clock clock;

    ScansApi(Stores stores, AuditLog audit, Clock clock) {
        this.stores = stores;
        this.audit = audit;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listScans", "/api/v1/scans", Permission.SCANS_READ, this::list)
                        .asking("image", "cursor", "limit")
                        .inScope(),
                Operation.post("addScan", "/api/v1/scans", Permission.SCANS_WRITE, this::add)
                        .bodyBytes(LARGEST_REPORT_BYTES)
                        .inScope(),
                Operation.get(
                                "getScan",
                                "/api/v1/scans/{id}",
                                Permission.SCANS_READ,
                                call -> Answer.json(Shapes.scan(scan(call, "id"))))
                        .inScope(),
                Operation.delete("removeScan", "/api/v1/scans/{id}", Permission.SCANS_WRITE, this::remove)
                        .inScope(),
                Operation.get("getReport", "/api/v1/scans/{id}/report", Permission.SCANS_READ, this::report)
                        .inScope(),
                Operation.get("compareScans", "/api/v1/scans/{id}/diff/{other}", Permission.SCANS_READ, this::diff)
                        .inScope(),
                Operation.get("listImages", "/api/v1/images", Permission.SCANS_READ, this::images)
                        .asking("kind", "q", "cursor", "limit")
                        .inScope(),
                Operation.get("getImage", "/api/v1/images/{id}", Permission.SCANS_READ, this::image)
                        .inScope(),
                Operation.get("listFindings", "/api/v1/findings", Permission.FINDINGS_READ, this::findings)
                        .asking(FINDING_FILTERS)
                        .inScope());
    }

    private Answer list(Call call) {
        int limit = call.limit();
        Cursor cursor = call.cursor();
        Instant before = Instant.ofEpochMilli(cursor.number(0, FAR.toEpochMilli()));
        List<ScanSummary> rows =
                stores.scans().scans(call.query("image"), call.visible(), before, cursor.text(1, ""), limit + 1);
        return Pages.of(rows, limit, Shapes::scan, row -> Cursor.of(row.at().toEpochMilli(), row.id()), null);
    }

    private Answer add(Call call) throws IOException {
        NewScan scan;
        try {
            scan = ReportReader.read(
                    call.body(), Secrets.id(), clock.instant(), call.principal().name());
        } catch (IOException e) {
            throw new Problem(400, "Bad request", "The body is no report of version 1: " + e.getMessage() + ".", e);
        }
        call.require(scan.kind() + ":" + scan.name());
        stores.scans().put(scan);
        stores.policies().apply(clock.instant());
        audit.record(
                call.principal().name(),
                call.address(),
                "scan.add",
                scan.kind() + ":" + scan.name(),
                Outcome.OK,
                scan.id());
        ScanSummary stored = stores.scans().scan(scan.id()).orElseThrow(() -> Problem.notFound("scan"));
        return Answer.created("/api/v1/scans/" + scan.id(), Shapes.scan(stored), null);
    }

    private ScanSummary scan(Call call, String variable) {
        return stores.scans()
                .scan(call.path(variable))
                .filter(found -> call.principal().may(call.operation().permission(), found.scope()))
                .orElseThrow(() -> Problem.notFound("scan"));
    }

    private byte[] stored(Call call, String variable) {
        return stores.scans().report(scan(call, variable).id()).orElseThrow(() -> Problem.notFound("scan"));
    }

    private Answer remove(Call call) {
        ScanSummary scan = scan(call, "id");
        if (!stores.scans().remove(scan.id())) {
            throw new Problem(409, "Conflict", "This is the newest scan of its image; remove the older ones first.");
        }
        audit.record(call.principal().name(), call.address(), "scan.remove", scan.scope(), Outcome.OK, scan.id());
        return Answer.none();
    }

    private Answer report(Call call) throws IOException {
        return new Answer.Bytes(200, "application/json", ScanDiff.unpacked(stored(call, "id")), null, List.of());
    }

    private Answer diff(Call call) throws IOException {
        return Answer.json(ScanDiff.of(stored(call, "other"), stored(call, "id")));
    }

    private Answer images(Call call) {
        int limit = call.limit();
        String kind = call.query("kind");
        List<TargetSummary> rows = stores.scans()
                .targets(kind, call.query("q"), call.visible(), call.cursor().text(0, ""), limit + 1);
        long total = stores.scans().targetCount(kind, call.query("q"), call.visible());
        return Pages.of(rows, limit, Shapes::target, row -> Cursor.of(row.name() + " " + row.kind()), total);
    }

    private Answer image(Call call) {
        TargetSummary target = stores.scans()
                .target(call.path("id"))
                .filter(found -> call.principal().may(Permission.SCANS_READ, found.scope()))
                .orElseThrow(() -> Problem.notFound("image"));
        return Answer.json(Shapes.target(target));
    }

    private Answer findings(Call call) {
        FindingFilter filter = filter(call);
        String group = call.query("group");
        if (!group.isEmpty()) {
            return groups(call, filter, group);
        }
        int limit = call.limit();
        Cursor cursor = call.cursor();
        List<StoredFinding> rows = stores.findings()
                .page(filter, cursor.number(0, Long.MAX_VALUE), cursor.number(1, Long.MAX_VALUE), limit + 1);
        return Pages.of(
                rows,
                limit,
                Shapes::finding,
                row -> Cursor.of(row.priority(), row.number()),
                stores.findings().count(filter));
    }

    private Answer groups(Call call, FindingFilter filter, String group) {
        if (!GROUPS.contains(group)) {
            throw Problem.badRequest("A group is fix, rule or image.");
        }
        int limit = call.limit();
        int offset = Math.clamp(call.cursor().number(0, 0), 0, 1_000_000);
        FindingStore.By by = FindingStore.By.valueOf(group.toUpperCase(java.util.Locale.ROOT));
        List<FindingGroup> rows = stores.findings().groups(by, filter, offset, limit + 1);
        return Pages.of(rows, limit, Shapes::group, row -> Cursor.of(offset + limit), null);
    }

    private static FindingFilter filter(Call call) {
        List<Integer> severities = Stream.of(call.query("severity").split(","))
                .filter(word -> !word.isEmpty())
                .map(ScansApi::severity)
                .toList();
        return new FindingFilter(
                severities,
                call.query("kind"),
                call.query("rule"),
                call.query("package"),
                call.query("fix"),
                call.query("image"),
                call.query("status"),
                call.query("q"),
                kev(call.query("kev")),
                call.visible());
    }

    private static int severity(String word) {
        int severity = Shapes.severity(word);
        if (severity < 0) {
            throw Problem.badRequest("A severity is CRITICAL, HIGH, MEDIUM, LOW or UNKNOWN.");
        }
        return severity;
    }

    private static @Nullable Boolean kev(String word) {
        return switch (word) {
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.badRequest("kev is true or false.");
        };
    }
}
