INSERT INTO backup_tables VALUES (50, 'agents'), (51, 'agent_messages'), (52, 'inventory');
CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    host_group TEXT NOT NULL,
    serial TEXT NOT NULL,
    version TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked BIGINT NOT NULL,
    acknowledged BIGINT NOT NULL,
    facts TEXT NOT NULL,
    health TEXT NOT NULL
);
CREATE TABLE agent_messages (
    agent TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    sequence BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (agent, sequence)
);
CREATE INDEX agent_messages_at ON agent_messages (at);
CREATE TABLE inventory (
    agent TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    image TEXT NOT NULL,
    image_digest TEXT NOT NULL,
    state TEXT NOT NULL,
    engine TEXT NOT NULL,
    PRIMARY KEY (agent, kind, id)
);
CREATE INDEX inventory_image ON inventory (image_digest);
