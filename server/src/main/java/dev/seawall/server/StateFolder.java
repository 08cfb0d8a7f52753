package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.config.ConfigSection;
import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.store.StoreException;
import dev.seawall.server.store.backup.Backups;
import dev.seawall.server.store.embedded.EmbeddedDatabase;
import dev.seawall.server.store.postgres.PostgresDatabase;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Migrations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a server's tables are: SQLite in the home, or the PostgreSQL its configuration names. */
final class StateFolder {
    private static final Set<String> KEYS = Set.of("url", "user", "password-file");

    private final Path home;
    private final ConfigSection store;
    private final Clock clock;

    StateFolder(Path home, ConfigSection store, Clock clock) {
        this.home = home;
        this.store = store.only(KEYS);
        this.clock = clock;
    }

    /** The file of the embedded store. */
    Path file() {
        return home.resolve("state.db");
    }

    /** Opens the store with the tables of this version; what changes them is preceded by a checked backup. */
    Database open(PrintStream out) throws IOException {
        Database database = connect();
        try {
            migrate(database, out);
            return database;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Opens the store as it is. */
    Database connect() {
        try {
            return store.has("url") ? postgres() : EmbeddedDatabase.open(file());
        } catch (StoreException e) {
            throw new SeawallException(
                    "open the store", "" + e.getMessage(), "Start the database, or restore a backup, and try again", e);
        }
    }

    private Database postgres() {
        String url = store.text("url").orElse("");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SeawallException(
                    "open the store", "the url is not one of PostgreSQL", "Write jdbc:postgresql://HOST/DATABASE");
        }
        return PostgresDatabase.open(url, store.text("user").orElse("seawall"), password());
    }

    private @Nullable String password() {
        if (!store.has("password-file")) {
            return null;
        }
        Path file = Path.of(store.text("password-file").orElse(""));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SeawallException(
                    "read the database password", file + " cannot be read", "Correct store.password-file", e);
        }
    }

    /** Applies what is missing, after a backup where there is something to lose. */
    void migrate(Database database, PrintStream out) throws IOException {
        List<String> pending = Migrations.pending(database);
        if (pending.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (!Migrations.isNew(database)) {
            Path folder = PrivateFile.folder(home.resolve("backups"));
            Path file = folder.resolve("before-" + pending.getFirst() + "-" + now.getEpochSecond() + ".zip");
            Backups.write(database, home, file, now);
            out.println("store backed up to " + file + " before " + String.join(", ", pending));
        }
        Migrations.run(database, now);
    }
}
