CREATE TABLE backup_tables (position BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO backup_tables VALUES (10, 'accounts'), (11, 'recovery_codes'), (12, 'role_grants'), (13, 'tokens'), (14, 'sessions'), (15, 'links');
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    display TEXT NOT NULL,
    password TEXT,
    totp BLOB,
    totp_step BIGINT NOT NULL,
    oidc_issuer TEXT,
    oidc_subject TEXT,
    disabled BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX accounts_oidc ON accounts (oidc_issuer, oidc_subject);
CREATE TABLE recovery_codes (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (account, digest)
);
CREATE TABLE role_grants (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (account, role, scope)
);
CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX tokens_account ON tokens (account);
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE TABLE links (
    digest TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    detail TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
