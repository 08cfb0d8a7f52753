package dev.seawall.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.server.store.backup.Backups;
import dev.seawall.server.store.embedded.EmbeddedDatabase;
import dev.seawall.server.store.sql.Database;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The contract on SQLite. */
final class EmbeddedStoreTest extends StoreContract {
    @Test
    void aSecondProcessMayReadAndWriteBetweenTransactions() throws IOException {
        database.write(sql -> sql.update("INSERT INTO links VALUES ('a', 'b', 'c', 1)"));
        try (Database other = EmbeddedDatabase.open(folder.resolve("state.db"))) {
            other.write(sql -> sql.update("INSERT INTO links VALUES ('b', 'b', 'c', 1)"));
            Backups.write(other, folder, folder.resolve("beside.zip"), now());
        }
        assertEquals(2, (long) database.read(sql -> sql.count("SELECT COUNT(*) FROM links")));
    }

    @Override
    protected Database connect() {
        return EmbeddedDatabase.open(folder.resolve("state.db"));
    }
}
