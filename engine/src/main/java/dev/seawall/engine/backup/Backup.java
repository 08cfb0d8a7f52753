package dev.seawall.engine.backup;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Front door of backups: snapshot, status, restore and drill of one plan. */
public final class Backup {
    private final BackupPlan plan;
    private final SeawallHome home;
    private final Clock clock;
    private final BackupState state;

    /**
     * @param home keeps the traces that host audit reads, and restic's cache
     * @param clock tells the age of snapshots
     */
    public Backup(BackupPlan plan, SeawallHome home, Clock clock) {
        this.plan = plan;
        this.home = home;
        this.clock = clock;
        this.state = new BackupState(home);
    }

    /**
     * Runs hooks, takes a snapshot, forgets what the retention does not keep.
     *
     * @param init makes the repository where there is none
     * @return checks backup-sources, backup-snapshot, backup-retention, backup-fresh; not judged yet
     * @throws SeawallException where restic, the key or the repository is missing, or a hook before the snapshot fails
     */
    public Report run(boolean init) {
        Restic restic = Restic.open(plan, home);
        try (FileChannel _ = state.lock(plan)) {
            prepare(restic, init);
            Results results = new Results(plan.file().toString());
            withHooks(() -> snapshot(restic, results), results);
            if (results.passed()) {
                forget(restic, results);
            }
            fresh(restic, results, plan.maxAge());
            return results.report(restic.shown());
        } catch (IOException e) {
            throw new SeawallException("unlock the plan " + plan.name(), "" + e.getMessage(), "Run it again", e);
        }
    }

    private static void prepare(Restic restic, boolean init) {
        if (init && !restic.hasRepository()) {
            restic.need("make a repository", "init");
        }
        restic.requireRepository();
        restic.need("clear locks of interrupted runs", "unlock");
    }

    /** The hooks after it run whatever happened, so that a stopped database starts again. */
    private void withHooks(Runnable work, Results results) {
        try {
            for (List<String> hook : plan.before()) {
                hook("before", hook).ifPresent(problem -> {
                    throw new SeawallException("run a hook before the backup", problem, "Mend the hook");
                });
            }
            work.run();
        } finally {
            for (List<String> hook : plan.after()) {
                hook("after", hook)
                        .ifPresent(
                                problem -> results.add("backup-hooks", "Hooks work", false, problem, "Mend the hook."));
            }
        }
    }

    private Optional<String> hook(String when, List<String> command) {
        Map<String, String> environment = Map.of("SEAWALL_BACKUP", plan.name(), "SEAWALL_BACKUP_HOOK", when);
        Program.Result result = Program.run(command, environment, line -> {});
        return result.exit() == 0
                ? Optional.empty()
                : Optional.of(String.join(" ", command) + " exits " + result.exit() + ": " + result.errors());
    }

    /** restic passes over a source that is missing and exits 0, and exits 3 where files could not be read. */
    private void snapshot(Restic restic, Results results) {
        List<String> sources = Sources.paths(plan);
        List<String> missing =
                sources.stream().filter(each -> !Files.exists(Path.of(each))).toList();
        results.add(
                "backup-sources",
                "Every source is there",
                missing.isEmpty(),
                missing.isEmpty() ? sources.size() + " sources" : "missing: " + String.join(", ", missing),
                "Mend sources in the plan, or mount what is missing.");
        if (missing.size() == sources.size()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("backup", "--json", "--tag", plan.tag()));
        plan.excludes().forEach(each -> arguments.add("--exclude=" + each));
        if (!plan.repository().contains(":")) {
            arguments.add("--exclude=" + Path.of(plan.repository()).toAbsolutePath());
        }
        arguments.add("--");
        arguments.addAll(sources);
        Program.Result result = restic.run(arguments, line -> {});
        if (result.exit() != 0 && result.exit() != 3) {
            throw restic.failure("take a snapshot", result);
        }
        boolean whole = result.exit() == 0;
        Restic.Snapshot made = restic.snapshot("latest");
        results.add(
                "backup-snapshot",
                "The snapshot is complete",
                whole,
                whole
                        ? "snapshot " + made.shortId()
                        : "snapshot " + made.shortId() + " lacks files: " + result.errors(),
                "Run as root, or exclude what cannot be read.");
        if (whole && missing.isEmpty()) {
            state.succeeded("success", plan, clock.instant(), made.id());
        }
    }

    private void forget(Restic restic, Results results) {
        if (plan.keep().isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(
                List.of("forget", "--prune", "--quiet", "--tag", plan.tag(), "--group-by", "host,tags"));
        plan.keep().forEach((name, value) -> arguments.add("--keep-" + name + "=" + value));
        Program.Result result = restic.run(arguments, line -> {});
        boolean done = result.exit() == 0;
        results.add(
                "backup-retention",
                "Old snapshots are forgotten as planned",
                done,
                done ? restic.snapshots().size() + " snapshots kept" : result.errors(),
                "Take retention out of the plan where the repository is append-only and forget there.");
    }

    /**
     * Judges the age of the newest snapshot, from the repository itself.
     *
     * @param maxAge an older one fails; null for the plan's own
     */
    public Report status(Duration maxAge) {
        Restic restic = Restic.open(plan, home);
        restic.requireRepository();
        Results results = new Results(plan.file().toString());
        fresh(restic, results, maxAge);
        return results.report(restic.shown());
    }

    private void fresh(Restic restic, Results results, Duration maxAge) {
        List<Restic.Snapshot> all = restic.snapshots();
        String title = "The newest snapshot is younger than " + words(maxAge);
        String fix = "Run seawall host backup; see why its timer did not.";
        if (all.isEmpty()) {
            results.add("backup-fresh", title, false, "there is no snapshot of " + plan.name(), fix);
            return;
        }
        Restic.Snapshot newest = all.getLast();
        Duration age = Duration.between(newest.time(), clock.instant());
        String evidence = "snapshot " + newest.shortId() + " of " + newest.time() + " is " + words(age) + " old; "
                + all.size() + " snapshots";
        results.add("backup-fresh", title, age.compareTo(maxAge) <= 0, evidence, fix);
    }

    static String words(Duration age) {
        return age.toHours() >= 72
                ? age.toDays() + " days"
                : age.toMinutes() >= 120 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
    }

    /**
     * Restores a snapshot and reads every restored byte again.
     *
     * @param snapshot an id, its first four or more characters, or {@code latest}
     * @param to where to; made where missing
     * @param overwrite allows a folder that is not empty
     */
    public Report restore(String snapshot, Path to, boolean overwrite) {
        requireEmpty(to, overwrite);
        Restic restic = Restic.open(plan, home);
        restic.requireRepository();
        Results results = new Results(to.toString());
        Restored.restore(restic, restic.snapshot(snapshot), to, results);
        return results.report(restic.shown());
    }

    private static void requireEmpty(Path to, boolean overwrite) {
        try (Stream<Path> children = Files.isDirectory(to) ? Files.list(to) : Stream.empty()) {
            if (!overwrite && children.findAny().isPresent()) {
                throw new SeawallException(
                        "restore to " + to, "it is not empty", "Name a new folder, or add --overwrite");
            }
        } catch (IOException e) {
            throw new SeawallException("restore to " + to, "it cannot be read", "Name a new folder", e);
        }
    }

    /**
     * Proves a restore: reads the whole repository, restores a snapshot to a scratch folder, reads every byte of it
     * against the snapshot's hashes, and compares with the sources where they have not changed since. Writes a dated
     * proof, and {@code last-drill} where all of it passed.
     *
     * @param scratch the scratch folder is made in here and taken away again
     */
    public Report drill(String snapshot, Path scratch, Duration maxAge) {
        Restic restic = Restic.open(plan, home);
        try (FileChannel _ = state.lock(plan)) {
            restic.requireRepository();
            Results results = new Results(plan.file().toString());
            fresh(restic, results, maxAge);
            Restic.Snapshot chosen = restic.snapshot(snapshot);
            Restored.drill(restic, chosen, scratch, results);
            Instant now = clock.instant();
            Path proof = state.prove(plan, now, chosen.id(), results);
            if (results.passed()) {
                state.succeeded("drill", plan, now, chosen.id());
            }
            return results.report(restic.shown() + " (proof " + proof + ")");
        } catch (IOException e) {
            throw new SeawallException("unlock the plan " + plan.name(), "" + e.getMessage(), "Run it again", e);
        }
    }
}
