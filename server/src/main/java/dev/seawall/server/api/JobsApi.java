package dev.seawall.server.api;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.events.EventFeed;
import dev.seawall.server.job.Job;
import dev.seawall.server.job.JobRunner;
import dev.seawall.server.job.JobStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Background work, and what happens as it happens. */
final class JobsApi {
    private static final Set<String> STATES = Set.of("", "QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED");
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final JobStore store;
    private final JobRunner runner;
    private final EventFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    JobsApi(JobStore store, JobRunner runner, EventFeed feed, AuditLog audit, Clock clock) {
        this.store = store;
        this.runner = runner;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listJobs", "/api/v1/jobs", Permission.JOBS_READ, this::list)
                        .asking("state", "cursor", "limit"),
                Operation.post("addJob", "/api/v1/jobs", Permission.JOBS_WRITE, this::add),
                Operation.get(
                        "getJob",
                        "/api/v1/jobs/{id}",
                        Permission.JOBS_READ,
                        call -> Answer.json(Shapes.job(job(call)))),
                Operation.post("cancelJob", "/api/v1/jobs/{id}/cancellation", Permission.JOBS_WRITE, this::cancel),
                Operation.get("watchEvents", "/api/v1/events", Permission.EVENTS_READ, this::watch));
    }

    private Answer list(Call call) {
        String state = call.query("state").toUpperCase(Locale.ROOT);
        if (!STATES.contains(state)) {
            throw Problem.badRequest("A state is queued, running, done, failed or cancelled.");
        }
        int limit = call.limit();
        Instant before = Instant.ofEpochMilli(call.cursor().number(0, FAR.toEpochMilli()));
        List<Job> rows = store.list(state, before, call.cursor().text(1, ""), limit + 1);
        return Pages.of(
                rows, limit, Shapes::job, row -> Cursor.of(row.createdAt().toEpochMilli(), row.id()), null);
    }

    private Job job(Call call) {
        return store.byId(call.path("id")).orElseThrow(() -> Problem.notFound("job"));
    }

    private Answer add(Call call) throws IOException {
        Fields fields = call.fields("kind", "input");
        String kind = fields.text("kind");
        if (!runner.knows(kind)) {
            throw Problem.badRequest("There is no worker of this kind.");
        }
        String input = fields.has("input") ? fields.raw("input").toString() : "{}";
        Job job = runner.queue(kind, input);
        audit.record(call.principal().name(), call.address(), "job.add", kind, Outcome.OK, job.id());
        return Answer.created("/api/v1/jobs/" + job.id(), Shapes.job(job), null);
    }

    private Answer cancel(Call call) {
        Job job = job(call);
        if (!store.cancel(job.id(), clock.instant())) {
            throw new Problem(409, "Conflict", "This job has ended.");
        }
        audit.record(call.principal().name(), call.address(), "job.cancel", job.kind(), Outcome.OK, job.id());
        return Answer.json(Shapes.job(job(call)));
    }

    private Answer watch(Call call) {
        String last = call.header("Last-Event-ID").orElse("");
        if (!last.matches("[0-9]{0,18}")) {
            throw Problem.badRequest("Last-Event-ID is none that this server gave.");
        }
        if (!feed.enter()) {
            throw new Problem(429, "Too many watchers", "Too many clients watch already.");
        }
        long after = last.isEmpty() ? -1 : Long.parseLong(last);
        return new Answer.Stream("text/event-stream", out -> feed.follow(after, out));
    }
}
