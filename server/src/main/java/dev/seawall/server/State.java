package dev.seawall.server;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.config.ServerConfig;
import dev.seawall.server.module.Stores;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.SqlAccounts;
import dev.seawall.server.store.sql.SqlAgents;
import dev.seawall.server.store.sql.SqlAudit;
import dev.seawall.server.store.sql.SqlEvents;
import dev.seawall.server.store.sql.SqlFindings;
import dev.seawall.server.store.sql.SqlJobs;
import dev.seawall.server.store.sql.SqlPolicies;
import dev.seawall.server.store.sql.SqlScans;
import dev.seawall.server.store.sql.SqlSessions;
import dev.seawall.server.store.sql.SqlTokens;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/** The open store and what stands on it. */
record State(Database database, AuditLog audit, Identity identity, Stores stores) implements Closeable {
    static State open(ServerConfig config, Clock clock, PrintStream out) throws IOException {
        return on(
                new StateFolder(config.home(), config.file().section("store"), clock).open(out), config.home(), clock);
    }

    static State on(Database database, Path home, Clock clock) {
        AuditLog audit = new AuditLog(new SqlAudit(database), home.resolve("audit.head"), clock);
        Identity identity = Identity.of(
                new SqlAccounts(database), new SqlTokens(database), new SqlSessions(database), audit, clock);
        Stores stores = new Stores(
                new SqlScans(database),
                new SqlFindings(database),
                new SqlPolicies(database),
                new SqlJobs(database),
                new SqlEvents(database),
                new SqlAgents(database),
                new SqlSessions(database));
        return new State(database, audit, identity, stores);
    }

    /** Notes the end of the audit log and closes the store. */
    @Override
    public void close() throws IOException {
        try {
            audit.anchor();
        } finally {
            database.close();
        }
    }
}
