package dev.seawall.server.store;

import dev.seawall.server.store.embedded.EmbeddedDatabase;
import dev.seawall.server.store.sql.Database;

/** The contract on SQLite. */
final class EmbeddedStoreTest extends StoreContract {
    @Override
    protected Database connect() {
        return EmbeddedDatabase.open(folder.resolve("state.db"));
    }
}
