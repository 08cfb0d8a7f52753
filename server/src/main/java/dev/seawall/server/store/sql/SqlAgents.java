package dev.seawall.server.store.sql;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.wire.AgentMessage;
import dev.seawall.server.agents.AgentRecord;
import dev.seawall.server.agents.AgentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Agents and their messages in tables. */
public final class SqlAgents implements AgentStore {
    private static final String COLUMNS = "id, name, host_group, serial, version, enrolled_at, seen_at, expires_at,"
            + " revoked, acknowledged, facts, health";
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlAgents(Database database) {
        this.database = database;
    }

    @Override
    public void add(AgentRecord a) {
        database.write(sql -> sql.update(
                "INSERT INTO agents (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                a.id(),
                a.name(),
                a.group(),
                a.serial(),
                a.version(),
                a.enrolledAt(),
                a.seenAt(),
                a.expiresAt(),
                a.revoked(),
                a.acknowledged(),
                a.facts(),
                a.health()));
    }

    @Override
    public Optional<AgentRecord> byId(String id) {
        return database.read(sql -> sql.first("SELECT " + COLUMNS + " FROM agents WHERE id = ?", SqlAgents::agent, id));
    }

    @Override
    public List<AgentRecord> list(String afterName, String afterId, int limit) {
        return database.read(sql -> sql.all(
                "SELECT " + COLUMNS + " FROM agents WHERE name > ? OR (name = ? AND id > ?) ORDER BY name, id LIMIT ?",
                SqlAgents::agent,
                afterName,
                afterName,
                afterId,
                limit));
    }

    private static AgentRecord agent(Row row) throws SQLException {
        return new AgentRecord(
                row.text("id"),
                row.text("name"),
                row.text("host_group"),
                row.text("serial"),
                row.text("version"),
                row.time("enrolled_at"),
                row.time("seen_at"),
                row.time("expires_at"),
                row.flag("revoked"),
                row.number("acknowledged"),
                row.text("facts"),
                row.text("health"));
    }

    @Override
    public boolean revoke(String id) {
        return database.write(sql -> {
            sql.update("DELETE FROM inventory WHERE agent = ?", id);
            return sql.update("UPDATE agents SET revoked = 1 WHERE id = ?", id) == 1;
        });
    }

    @Override
    public void renewed(String id, String serial, Instant expiresAt) {
        database.write(
                sql -> sql.update("UPDATE agents SET serial = ?, expires_at = ? WHERE id = ?", serial, expiresAt, id));
    }

    @Override
    public long receive(String id, List<AgentMessage> messages, Instant now) {
        return database.write(sql -> {
            database.exclusive(sql, "agent " + id);
            for (AgentMessage message : messages) {
                int fresh = sql.update(
                        "INSERT INTO agent_messages (agent, sequence, kind, at, content) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        id,
                        message.sequence(),
                        message.kind(),
                        message.at(),
                        message.content());
                if (fresh == 1) {
                    apply(sql, id, message);
                }
            }
            long acknowledged = acknowledged(sql, id);
            sql.update("UPDATE agents SET seen_at = ?, acknowledged = ? WHERE id = ?", now, acknowledged, id);
            return acknowledged;
        });
    }

    /** Goes on from what was acknowledged before for as long as no number is missing. */
    private static long acknowledged(Sql sql, String id) throws SQLException {
        long last = sql.count("SELECT acknowledged FROM agents WHERE id = ?", id);
        List<Long> numbers = sql.all(
                "SELECT sequence FROM agent_messages WHERE agent = ? AND sequence > ? ORDER BY sequence",
                row -> row.number(1),
                id,
                last);
        for (long number : numbers) {
            if (number != last + 1) {
                break;
            }
            last = number;
        }
        return last;
    }

    private static void apply(Sql sql, String id, AgentMessage message) throws SQLException {
        switch (message.kind()) {
            case "facts" -> sql.update("UPDATE agents SET facts = ? WHERE id = ?", message.content(), id);
            case "health" -> sql.update("UPDATE agents SET health = ? WHERE id = ?", message.content(), id);
            case "inventory" -> inventory(sql, id, message.content());
            default ->
                sql.update(
                        "INSERT INTO outbox (topic, content, at) VALUES (?, ?, ?)",
                        "agent." + message.kind(),
                        message.content(),
                        message.at());
        }
    }

    private static void inventory(Sql sql, String id, String content) throws SQLException {
        JsonNode root;
        try {
            root = Json.parse(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return; // kept as it came; the state stays what it was
        }
        sql.update("DELETE FROM inventory WHERE agent = ?", id);
        for (JsonNode item : root.path("items")) {
            sql.update(
                    "INSERT INTO inventory (agent, kind, id, name, image, image_digest, state, engine)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    item.path("kind").asString(""),
                    item.path("id").asString(""),
                    item.path("name").asString(""),
                    item.path("image").asString(""),
                    item.path("digest").asString(""),
                    item.path("state").asString(""),
                    item.path("engine").asString(""));
        }
    }

    @Override
    public List<Item> inventory(String agent, String after, int limit) {
        Conditions where = new Conditions().equal("agent", agent).and("(agent || ' ' || kind || ' ' || id) > ?", after);
        return database.read(sql -> sql.all(
                "SELECT agent, kind, id, name, image, image_digest, state, engine FROM inventory" + where.where()
                        + " ORDER BY (agent || ' ' || kind || ' ' || id) LIMIT ?",
                row -> new Item(
                        row.text("agent"),
                        row.text("kind"),
                        row.text("id"),
                        row.text("name"),
                        row.text("image"),
                        row.text("image_digest"),
                        row.text("state"),
                        row.text("engine")),
                where.values(limit)));
    }

    @Override
    public long prune(Instant before) {
        return database.write(sql -> (long) sql.update(
                "DELETE FROM agent_messages WHERE at < ? AND sequence <= (SELECT acknowledged FROM agents WHERE id = agent)",
                before));
    }
}
