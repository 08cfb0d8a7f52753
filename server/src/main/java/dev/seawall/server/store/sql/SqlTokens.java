package dev.seawall.server.store.sql;

import dev.seawall.server.auth.Grant;
import dev.seawall.server.auth.Role;
import dev.seawall.server.auth.Token;
import dev.seawall.server.auth.TokenStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API tokens in a table. */
public final class SqlTokens implements TokenStore {
    private static final String COLUMNS = "id, account, name, role, scope, created_at, expires_at, used_at";
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlTokens(Database database) {
        this.database = database;
    }

    @Override
    public void add(Token t, String digest) {
        database.write(sql -> sql.update(
                "INSERT INTO tokens (" + COLUMNS + ", digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                t.id(),
                t.account(),
                t.name(),
                t.limit().role().name(),
                t.limit().scope(),
                t.createdAt(),
                t.expiresAt(),
                t.usedAt(),
                digest));
    }

    @Override
    public Optional<Token> byDigest(String digest) {
        return database.read(
                sql -> sql.first("SELECT " + COLUMNS + " FROM tokens WHERE digest = ?", SqlTokens::token, digest));
    }

    @Override
    public List<Token> list(String account) {
        return database.read(sql -> sql.all(
                "SELECT " + COLUMNS + " FROM tokens WHERE account = ? ORDER BY created_at DESC, id",
                SqlTokens::token,
                account));
    }

    private static Token token(Row row) throws SQLException {
        return new Token(
                row.text("id"),
                row.text("account"),
                row.text("name"),
                new Grant(Role.valueOf(row.text("role")), row.text("scope")),
                row.time("created_at"),
                row.time("expires_at"),
                row.timeOrNull("used_at"));
    }

    @Override
    public boolean remove(String account, String id) {
        return database.write(sql -> sql.update("DELETE FROM tokens WHERE account = ? AND id = ?", account, id) == 1);
    }

    @Override
    public void used(String id, Instant at) {
        database.write(sql -> sql.update("UPDATE tokens SET used_at = ? WHERE id = ?", at, id));
    }
}
