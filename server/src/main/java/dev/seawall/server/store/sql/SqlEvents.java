package dev.seawall.server.store.sql;

import dev.seawall.engine.format.Json;
import dev.seawall.server.events.Event;
import dev.seawall.server.events.EventStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The outbox in a table. */
public final class SqlEvents implements EventStore {
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlEvents(Database database) {
        this.database = database;
    }

    /** Writes an event in the transaction of the change that it tells of. */
    static void add(Sql sql, String topic, Map<String, String> content, Instant at) throws SQLException {
        sql.update(
                "INSERT INTO outbox (topic, content, at) VALUES (?, ?, ?)",
                topic,
                Json.mapper().writeValueAsString(new java.util.TreeMap<>(content)),
                at);
    }

    @Override
    public void add(String topic, String content, Instant at) {
        database.write(
                sql -> sql.update("INSERT INTO outbox (topic, content, at) VALUES (?, ?, ?)", topic, content, at));
    }

    @Override
    public List<Event> after(long number, int limit) {
        return database.read(sql -> sql.all(
                "SELECT number, topic, content, at FROM outbox WHERE number > ? ORDER BY number LIMIT ?",
                row -> new Event(row.number("number"), row.text("topic"), row.text("content"), row.time("at")),
                number,
                limit));
    }

    @Override
    public long last() {
        return database.read(sql -> sql.count("SELECT COALESCE(MAX(number), 0) FROM outbox"));
    }

    @Override
    public long prune(Instant before) {
        return database.write(sql -> (long) sql.update("DELETE FROM outbox WHERE at < ?", before));
    }
}
