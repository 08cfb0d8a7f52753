package dev.seawall.server.api;

import dev.seawall.server.job.Worker;
import dev.seawall.server.module.ServerContext;
import java.util.List;

/** The kinds of jobs this server does; a new one is a class and a line here. */
final class Workers {
    private Workers() {}

    static List<Worker> all(ServerContext context) {
        return List.of(new PruneWorker(context.stores(), context.clock()));
    }
}
