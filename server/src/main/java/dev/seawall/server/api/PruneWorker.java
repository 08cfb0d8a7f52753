package dev.seawall.server.api;

import dev.seawall.server.job.Job;
import dev.seawall.server.job.Worker;
import dev.seawall.server.module.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what is older than it need be: old reports, ended jobs, events, messages of agents. */
final class PruneWorker implements Worker {
    private static final Duration REPORTS = Duration.ofDays(90);
    private static final Duration JOBS = Duration.ofDays(30);
    private static final Duration EVENTS = Duration.ofDays(2);
    private static final int STEPS = 4;

    private final Stores stores;
    private final Clock clock;

    PruneWorker(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "prune";
    }

    @Override
    public void run(Job job, Progress progress) throws StoppedException {
        Instant now = clock.instant();
        long removed = stores.scans().prune(now.minus(REPORTS));
        progress.at(1, STEPS, "", removed + " old scans removed");
        stores.jobs().prune(now.minus(JOBS));
        progress.at(2, STEPS, "", removed + " old scans removed");
        stores.events().prune(now.minus(EVENTS));
        progress.at(3, STEPS, "", removed + " old scans removed");
        stores.agents().prune(now.minus(JOBS));
        progress.at(STEPS, STEPS, "", removed + " old scans removed");
    }
}
