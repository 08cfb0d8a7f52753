package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.config.ServerConfig;
import dev.seawall.server.disk.HomeLock;
import dev.seawall.server.store.backup.Backups;
import dev.seawall.server.store.embedded.EmbeddedDatabase;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Migrations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;

/** What the command line does to a home: migrations, backup and its proof, restore, audit check, a new first link. */
final class Upkeep {
    private final ServerConfig config;
    private final Clock clock;
    private final PrintStream out;

    Upkeep(ServerOptions options, Clock clock, PrintStream out) {
        this.config = ServerConfig.load(options, Modules.names());
        this.clock = clock;
        this.out = out;
    }

    private StateFolder folder() {
        return new StateFolder(config.home(), config.file().section("store"), clock);
    }

    private void requireHome() {
        boolean embedded = !config.file().section("store").has("url");
        if (!Files.isDirectory(config.home()) || (embedded && !Files.exists(folder().file()))) {
            throw new SeawallException(
                    "open the home " + config.home(), "no server has worked in it", "Name the --home of a server");
        }
    }

    /** Brings the tables to this version. */
    int migrate() {
        requireHome();
        try (HomeLock lock = HomeLock.take(config.home());
                Database database = folder().connect()) {
            int before = Migrations.pending(database).size();
            folder().migrate(database, out);
            out.println(before == 0 ? "the store is of this version" : before + " migrations applied");
            return lock == null ? 1 : 0;
        } catch (IOException e) {
            throw failed("migrate the store", e);
        }
    }

    /** Recomputes the audit log; a running server does not disturb it. */
    int verifyAudit() {
        requireHome();
        try (Database database = folder().connect()) {
            AuditLog.Verdict verdict =
                    State.on(database, config.home(), clock).audit().verify();
            out.println(verdict.fault().orElse("the audit log is whole: " + verdict.lines() + " lines"));
            return verdict.fault().isPresent() ? 1 : 0;
        } catch (IOException e) {
            throw failed("verify the audit log", e);
        }
    }

    /** A secret for a new administrator, where nobody can log in any more. */
    int firstLink() {
        requireHome();
        try (Database database = folder().connect()) {
            State state = State.on(database, config.home(), clock);
            out.println("/first#" + state.identity().accounts().firstSecret());
            state.audit().record("server", "local", "account.first-link", "", AuditLog.Outcome.OK, "");
            return 0;
        }
    }

    /** Writes a backup, reads it back and restores it into a scratch store whose audit log is then checked. */
    int backup(Path file) {
        requireHome();
        try (Database database = folder().connect()) {
            State.on(database, config.home(), clock).audit().anchor();
            Backups.write(database, config.home(), file.toAbsolutePath(), clock.instant());
            long lines = prove(file.toAbsolutePath());
            out.println("backup written to " + file + ", restored into a scratch store and found whole (" + lines
                    + " lines of audit log)");
            return 0;
        } catch (IOException e) {
            throw failed("back up the server", e);
        }
    }

    private long prove(Path file) throws IOException {
        Path scratch = Files.createTempDirectory("seawall-restore");
        try (Database copy = EmbeddedDatabase.open(scratch.resolve("state.db"))) {
            Backups.load(file, copy, clock.instant());
            Backups.unpackFiles(file, scratch);
            AuditLog.Verdict verdict = State.on(copy, scratch, clock).audit().verify();
            if (verdict.fault().isPresent()) {
                throw new IOException("in the restored copy " + verdict.fault().get());
            }
            return verdict.lines();
        } finally {
            Scratch.remove(scratch);
        }
    }

    /** Puts a backup in place: a new embedded store beside the old one, or an empty PostgreSQL. */
    int restore(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SeawallException(
                    "restore " + file, "there is no such file", "Name a file of seawall server backup");
        }
        try (HomeLock lock = HomeLock.take(config.home())) {
            prove(file.toAbsolutePath());
            if (config.file().section("store").has("url")) {
                restoreInto(file);
            } else {
                restoreBeside(file);
            }
            Backups.unpackFiles(file.toAbsolutePath(), config.home());
            out.println("restored from " + file);
            return lock == null ? 1 : 0;
        } catch (IOException e) {
            throw failed("restore " + file, e);
        }
    }

    private void restoreInto(Path file) throws IOException {
        try (Database database = folder().connect()) {
            if (!Migrations.isNew(database)) {
                throw new SeawallException(
                        "restore " + file, "the database is not empty", "Name a new, empty one in store.url");
            }
            Backups.load(file.toAbsolutePath(), database, clock.instant());
        }
    }

    private void restoreBeside(Path file) throws IOException {
        Path place = folder().file();
        Path fresh = place.resolveSibling("state.db.restored");
        for (String ending : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(Path.of(fresh + ending));
        }
        try (Database database = EmbeddedDatabase.open(fresh)) {
            Backups.load(file.toAbsolutePath(), database, clock.instant());
        }
        Instant now = clock.instant();
        for (String ending : new String[] {"-wal", "-shm", ""}) {
            Path old = Path.of(place + ending);
            if (Files.exists(old)) {
                Files.move(old, Path.of(place + ".before-restore-" + now.getEpochSecond() + ending));
            }
        }
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private SeawallException failed(String tried, IOException e) {
        return new SeawallException(tried, "" + e.getMessage(), "The store is as it was; mend that and try again", e);
    }
}
