package dev.seawall.server.store.sql;

import dev.seawall.server.job.Job;
import dev.seawall.server.job.Job.State;
import dev.seawall.server.job.JobStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs in a table; a worker takes one by locking its row, past those that others have locked. */
public final class SqlJobs implements JobStore {
    private static final String COLUMNS =
            "id, kind, input, state, attempts, done, total, checkpoint, message, cancel, owner, created_at, ready_at,"
                    + " leased_until, ended_at";
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlJobs(Database database) {
        this.database = database;
    }

    @Override
    public void add(Job j) {
        database.write(sql -> {
            sql.update(
                    "INSERT INTO jobs (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    j.id(),
                    j.kind(),
                    j.input(),
                    j.state().name(),
                    j.attempts(),
                    j.done(),
                    j.total(),
                    j.checkpoint(),
                    j.message(),
                    j.cancel(),
                    j.owner(),
                    j.createdAt(),
                    j.readyAt(),
                    j.leasedUntil(),
                    j.endedAt());
            tell(sql, j.id(), j.kind(), j.state(), j.createdAt());
            return j.id();
        });
    }

    private static void tell(Sql sql, String id, String kind, State state, Instant at) throws SQLException {
        SqlEvents.add(sql, "job", Map.of("job", id, "kind", kind, "state", word(state)), at);
    }

    private static String word(State state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Optional<Job> take(String owner, Instant now, Instant leasedUntil) {
        return database.write(sql -> {
            Optional<Job> waiting = sql.first(
                    "SELECT " + COLUMNS + " FROM jobs WHERE (state = 'QUEUED' AND ready_at <= ?)"
                            + " OR (state = 'RUNNING' AND leased_until < ?) ORDER BY ready_at, id LIMIT 1"
                            + database.skipLocked(),
                    SqlJobs::job,
                    now,
                    now);
            if (waiting.isEmpty()) {
                return Optional.<Job>empty();
            }
            sql.update(
                    "UPDATE jobs SET state = 'RUNNING', owner = ?, leased_until = ?, attempts = attempts + 1 WHERE id = ?",
                    owner,
                    leasedUntil,
                    waiting.get().id());
            tell(sql, waiting.get().id(), waiting.get().kind(), State.RUNNING, now);
            return sql.first(
                    "SELECT " + COLUMNS + " FROM jobs WHERE id = ?",
                    SqlJobs::job,
                    waiting.get().id());
        });
    }

    @Override
    public boolean progress(Job j, Instant leasedUntil) {
        return database.write(sql -> sql.update(
                        "UPDATE jobs SET done = ?, total = ?, checkpoint = ?, message = ?, leased_until = ?"
                                + " WHERE id = ? AND owner = ? AND state = 'RUNNING' AND attempts = ? AND cancel = 0",
                        j.done(),
                        j.total(),
                        j.checkpoint(),
                        j.message(),
                        leasedUntil,
                        j.id(),
                        j.owner(),
                        j.attempts())
                == 1);
    }

    @Override
    public void release(Job j) {
        database.write(sql -> {
            int changed = sql.update(
                    "UPDATE jobs SET state = ?, done = ?, total = ?, checkpoint = ?, message = ?, ready_at = ?,"
                            + " ended_at = ?, owner = '' WHERE id = ? AND owner = ? AND attempts = ?",
                    j.state().name(),
                    j.done(),
                    j.total(),
                    j.checkpoint(),
                    j.message(),
                    j.readyAt(),
                    j.endedAt(),
                    j.id(),
                    j.owner(),
                    j.attempts());
            if (changed == 1) {
                tell(sql, j.id(), j.kind(), j.state(), j.readyAt());
            }
            return changed;
        });
    }

    @Override
    public boolean cancel(String id, Instant now) {
        return database.write(sql -> {
            int stopped = sql.update(
                    "UPDATE jobs SET state = 'CANCELLED', cancel = 1, ended_at = ? WHERE id = ? AND state = 'QUEUED'",
                    now,
                    id);
            if (stopped == 1) {
                return true;
            }
            return sql.update("UPDATE jobs SET cancel = 1 WHERE id = ? AND state = 'RUNNING'", id) == 1;
        });
    }

    @Override
    public Optional<Job> byId(String id) {
        return database.read(sql -> sql.first("SELECT " + COLUMNS + " FROM jobs WHERE id = ?", SqlJobs::job, id));
    }

    @Override
    public List<Job> list(String state, Instant before, String beforeId, int limit) {
        Conditions where = new Conditions()
                .and("(created_at < ? OR (created_at = ? AND id < ?))", before, before, beforeId)
                .equal("state", state);
        return database.read(sql -> sql.all(
                "SELECT " + COLUMNS + " FROM jobs" + where.where() + " ORDER BY created_at DESC, id DESC LIMIT ?",
                SqlJobs::job,
                where.values(limit)));
    }

    private static Job job(Row row) throws SQLException {
        return new Job(
                row.text("id"),
                row.text("kind"),
                row.text("input"),
                State.valueOf(row.text("state")),
                row.number("attempts"),
                row.number("done"),
                row.number("total"),
                row.text("checkpoint"),
                row.text("message"),
                row.flag("cancel"),
                row.text("owner"),
                row.time("created_at"),
                row.time("ready_at"),
                row.time("leased_until"),
                row.timeOrNull("ended_at"));
    }

    @Override
    public long prune(Instant before) {
        return database.write(sql -> (long) sql.update("DELETE FROM jobs WHERE ended_at < ?", before));
    }
}
