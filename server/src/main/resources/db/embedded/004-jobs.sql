INSERT INTO backup_tables VALUES (40, 'jobs'), (41, 'outbox');
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    checkpoint TEXT NOT NULL,
    message TEXT NOT NULL,
    cancel BIGINT NOT NULL,
    owner TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ready_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX jobs_ready ON jobs (state, ready_at);
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    content TEXT NOT NULL,
    at BIGINT NOT NULL
);
