INSERT INTO backup_tables VALUES (30, 'targets'), (31, 'scans'), (32, 'findings'), (33, 'exceptions'), (34, 'policies');
CREATE TABLE targets (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    scan TEXT NOT NULL,
    scanned_at BIGINT NOT NULL,
    critical BIGINT NOT NULL,
    high BIGINT NOT NULL,
    medium BIGINT NOT NULL,
    low BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    UNIQUE (kind, name)
);
CREATE TABLE scans (
    id TEXT PRIMARY KEY,
    target TEXT NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    digest TEXT NOT NULL,
    passed BIGINT NOT NULL,
    critical BIGINT NOT NULL,
    high BIGINT NOT NULL,
    medium BIGINT NOT NULL,
    low BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    report BLOB NOT NULL
);
CREATE INDEX scans_target ON scans (target, at);
CREATE INDEX scans_at ON scans (at, id);
CREATE TABLE findings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    severity BIGINT NOT NULL,
    status TEXT NOT NULL,
    title TEXT NOT NULL,
    package TEXT NOT NULL,
    version TEXT NOT NULL,
    fix_state TEXT NOT NULL,
    fix_version TEXT NOT NULL,
    place TEXT NOT NULL,
    priority BIGINT NOT NULL,
    kev BIGINT NOT NULL,
    epss DOUBLE PRECISION,
    practices TEXT NOT NULL,
    first_seen BIGINT NOT NULL
);
CREATE INDEX findings_target ON findings (target);
CREATE INDEX findings_rank ON findings (priority, number);
CREATE INDEX findings_rule ON findings (rule, priority);
CREATE INDEX findings_fix ON findings (package, fix_version);
CREATE TABLE exceptions (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    target TEXT NOT NULL,
    package TEXT NOT NULL,
    path TEXT NOT NULL,
    owner TEXT NOT NULL,
    reason TEXT NOT NULL,
    expires_at BIGINT,
    until_fixed BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE TABLE policies (
    name TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    mode TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
