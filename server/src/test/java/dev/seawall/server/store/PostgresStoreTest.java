package dev.seawall.server.store;

import dev.seawall.server.store.postgres.PostgresDatabase;
import dev.seawall.server.store.sql.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real PostgreSQL. */
final class PostgresStoreTest extends StoreContract {
    private static RunningPostgres server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> programs = RunningPostgres.installed();
        Assumptions.assumeTrue(programs.isPresent(), "no PostgreSQL under /usr/lib/postgresql");
        server = RunningPostgres.start(programs.get());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Database connect() throws IOException, InterruptedException {
        return PostgresDatabase.open(server.fresh("contract"), "seawall", null);
    }
}
