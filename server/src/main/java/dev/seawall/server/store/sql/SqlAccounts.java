package dev.seawall.server.store.sql;

import dev.seawall.server.auth.Account;
import dev.seawall.server.auth.AccountStore;
import dev.seawall.server.auth.Grant;
import dev.seawall.server.auth.Role;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in tables. */
public final class SqlAccounts implements AccountStore {
    private static final String COLUMNS =
            "id, name, kind, display, password, totp, totp_step, oidc_issuer, oidc_subject, disabled, failures,"
                    + " locked_until, created_at, version";

    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlAccounts(Database database) {
        this.database = database;
    }

    @Override
    public void add(Account a, List<Grant> grants) {
        database.write(sql -> {
            sql.update(
                    "INSERT INTO accounts (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    a.id(),
                    a.name(),
                    a.kind().name(),
                    a.display(),
                    a.password(),
                    a.secondFactor(),
                    a.lastStep(),
                    a.issuer(),
                    a.subject(),
                    a.disabled(),
                    a.failures(),
                    a.lockedUntil(),
                    a.createdAt(),
                    a.version());
            insertGrants(sql, a.id(), grants);
            return a.id();
        });
    }

    @Override
    public boolean replace(Account a) {
        return database.write(sql -> sql.update(
                        "UPDATE accounts SET display = ?, password = ?, totp = ?, totp_step = ?, disabled = ?,"
                                + " failures = ?, locked_until = ?, version = version + 1 WHERE id = ? AND version = ?",
                        a.display(),
                        a.password(),
                        a.secondFactor(),
                        a.lastStep(),
                        a.disabled(),
                        a.failures(),
                        a.lockedUntil(),
                        a.id(),
                        a.version())
                == 1);
    }

    @Override
    public Optional<Account> byName(String name) {
        return one("name = ?", name);
    }

    @Override
    public Optional<Account> byId(String id) {
        return one("id = ?", id);
    }

    @Override
    public Optional<Account> bySubject(String issuer, String subject) {
        return one("oidc_issuer = ? AND oidc_subject = ?", issuer, subject);
    }

    private Optional<Account> one(String condition, @Nullable Object... values) {
        return database.read(sql ->
                sql.first("SELECT " + COLUMNS + " FROM accounts WHERE " + condition, SqlAccounts::account, values));
    }

    @Override
    public List<Account> list(String after, int limit) {
        return database.read(sql -> sql.all(
                "SELECT " + COLUMNS + " FROM accounts WHERE name > ? ORDER BY name LIMIT ?",
                SqlAccounts::account,
                after,
                limit));
    }

    private static Account account(Row row) throws SQLException {
        return new Account(
                row.text("id"),
                row.text("name"),
                Account.Kind.valueOf(row.text("kind")),
                row.text("display"),
                row.textOrNull("password"),
                row.bytesOrNull("totp"),
                row.number("totp_step"),
                row.textOrNull("oidc_issuer"),
                row.textOrNull("oidc_subject"),
                row.flag("disabled"),
                row.number("failures"),
                row.timeOrNull("locked_until"),
                row.time("created_at"),
                row.number("version"));
    }

    @Override
    public boolean remove(String id) {
        return database.write(sql -> sql.update("DELETE FROM accounts WHERE id = ?", id) == 1);
    }

    @Override
    public long owners() {
        return database.read(sql -> sql.count("SELECT COUNT(*) FROM accounts a JOIN role_grants g ON g.account = a.id"
                + " WHERE a.kind = 'USER' AND a.disabled = 0 AND g.role = 'OWNER' AND g.scope = '*'"));
    }

    @Override
    public List<Grant> grants(String account) {
        return database.read(sql -> sql.all(
                "SELECT role, scope FROM role_grants WHERE account = ? ORDER BY role, scope",
                row -> new Grant(Role.valueOf(row.text("role")), row.text("scope")),
                account));
    }

    @Override
    public void grant(String account, List<Grant> grants) {
        database.write(sql -> {
            sql.update("DELETE FROM role_grants WHERE account = ?", account);
            insertGrants(sql, account, grants);
            return sql.update("UPDATE accounts SET version = version + 1 WHERE id = ?", account);
        });
    }

    private static void insertGrants(Sql sql, String account, List<Grant> grants) throws SQLException {
        for (Grant grant : grants.stream().distinct().toList()) {
            sql.update(
                    "INSERT INTO role_grants (account, role, scope) VALUES (?, ?, ?)",
                    account,
                    grant.role().name(),
                    grant.scope());
        }
    }

    @Override
    public void recoveryCodes(String account, List<String> digests) {
        database.write(sql -> {
            sql.update("DELETE FROM recovery_codes WHERE account = ?", account);
            for (String digest : digests) {
                sql.update("INSERT INTO recovery_codes (account, digest) VALUES (?, ?)", account, digest);
            }
            return digests.size();
        });
    }

    @Override
    public boolean useRecoveryCode(String account, String digest) {
        return database.write(
                sql -> sql.update("DELETE FROM recovery_codes WHERE account = ? AND digest = ?", account, digest) == 1);
    }

    @Override
    public boolean useStep(String account, long step) {
        return database.write(sql ->
                sql.update("UPDATE accounts SET totp_step = ? WHERE id = ? AND totp_step < ?", step, account, step)
                        == 1);
    }

    @Override
    public void failed(String account, long failures, @Nullable Instant lockedUntil) {
        database.write(sql -> sql.update(
                "UPDATE accounts SET failures = ?, locked_until = ? WHERE id = ?", failures, lockedUntil, account));
    }
}
