package dev.seawall.server.store.sql;

import dev.seawall.server.auth.Session;
import dev.seawall.server.auth.SessionStore;
import java.time.Instant;
import java.util.Optional;

/** Sessions and one-time links in tables. */
public final class SqlSessions implements SessionStore {
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlSessions(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session s, String digest) {
        database.write(sql -> sql.update(
                "INSERT INTO sessions (digest, account, csrf, address, created_at, seen_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                digest,
                s.account(),
                s.csrf(),
                s.address(),
                s.createdAt(),
                s.seenAt(),
                s.expiresAt()));
    }

    @Override
    public Optional<Session> byDigest(String digest) {
        return database.read(sql -> sql.first(
                "SELECT account, csrf, address, created_at, seen_at, expires_at FROM sessions WHERE digest = ?",
                row -> new Session(
                        row.text("account"),
                        row.text("csrf"),
                        row.text("address"),
                        row.time("created_at"),
                        row.time("seen_at"),
                        row.time("expires_at")),
                digest));
    }

    @Override
    public void seen(String digest, Instant at) {
        database.write(sql -> sql.update("UPDATE sessions SET seen_at = ? WHERE digest = ?", at, digest));
    }

    @Override
    public void remove(String digest) {
        database.write(sql -> sql.update("DELETE FROM sessions WHERE digest = ?", digest));
    }

    @Override
    public void removeAll(String account) {
        database.write(sql -> sql.update("DELETE FROM sessions WHERE account = ?", account));
    }

    @Override
    public void prune(Instant now) {
        database.write(sql -> sql.update("DELETE FROM sessions WHERE expires_at < ?", now)
                + sql.update("DELETE FROM links WHERE expires_at < ?", now));
    }

    @Override
    public void addLink(String digest, String purpose, String detail, Instant expiresAt) {
        database.write(sql -> sql.update(
                "INSERT INTO links (digest, purpose, detail, expires_at) VALUES (?, ?, ?, ?)",
                digest,
                purpose,
                detail,
                expiresAt));
    }

    @Override
    public Optional<String> useLink(String digest, String purpose, Instant now) {
        return database.write(sql -> sql.first(
                "DELETE FROM links WHERE digest = ? AND purpose = ? AND expires_at > ? RETURNING detail",
                row -> row.text("detail"),
                digest,
                purpose,
                now));
    }
}
