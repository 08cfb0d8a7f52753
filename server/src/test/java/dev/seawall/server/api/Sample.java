package dev.seawall.server.api;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.config.ConfigSection;
import dev.seawall.server.config.TlsChoice;
import dev.seawall.server.events.EventFeed;
import dev.seawall.server.job.JobRunner;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.Stores;
import dev.seawall.server.store.embedded.EmbeddedDatabase;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Migrations;
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
import dev.seawall.server.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A context of modules on an empty embedded store, for tests. */
public final class Sample {
    private Sample() {}

    /** @param home an empty folder */
    public static ServerContext context(Path home, Clock clock) {
        Database database = EmbeddedDatabase.open(home.resolve("state.db"));
        Migrations.run(database, clock.instant());
        AuditLog audit = new AuditLog(new SqlAudit(database), home.resolve("audit.head"), clock);
        SqlSessions sessions = new SqlSessions(database);
        Identity identity = Identity.of(new SqlAccounts(database), new SqlTokens(database), sessions, audit, clock);
        Stores stores = new Stores(
                new SqlScans(database),
                new SqlFindings(database),
                new SqlPolicies(database),
                new SqlJobs(database),
                new SqlEvents(database),
                new SqlAgents(database),
                sessions);
        return new ServerContext(
                home,
                clock,
                ServerTls.open(new TlsChoice.Off(), home, clock),
                audit,
                identity,
                stores,
                ConfigSection.empty("test"),
                false,
                System.out);
    }

    static List<Operation> operations() {
        try {
            ServerContext context = context(Files.createTempDirectory("seawall-api"), Clock.systemUTC());
            JobRunner jobs = new JobRunner(context.stores().jobs(), List.of(), context.clock());
            return WebModule.operations(
                    context, new Metrics(), jobs, new EventFeed(context.stores().events()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
