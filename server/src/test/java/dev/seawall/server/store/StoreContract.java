package dev.seawall.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.Account;
import dev.seawall.server.auth.Accounts.NewAccount;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Grant;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Principal;
import dev.seawall.server.auth.Role;
import dev.seawall.server.auth.Totp;
import dev.seawall.server.store.backup.Backups;
import dev.seawall.server.store.embedded.EmbeddedDatabase;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Migrations;
import dev.seawall.server.store.sql.SqlAccounts;
import dev.seawall.server.store.sql.SqlAudit;
import dev.seawall.server.store.sql.SqlSessions;
import dev.seawall.server.store.sql.SqlTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does, the same in each database. */
abstract class StoreContract {
    private static final String PASSWORD = "nine green lamps hum";

    @TempDir
    protected Path folder;

    protected final MovableClock clock = new MovableClock();
    protected Database database;
    protected AuditLog audit;
    private Identity identity;

    /** An empty database; the same one again where it was made before in this test. */
    protected abstract Database connect() throws IOException, InterruptedException;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        database = connect();
        Migrations.run(database, clock.instant());
        audit = new AuditLog(new SqlAudit(database), folder.resolve("audit.head"), clock);
        identity = Identity.of(
                new SqlAccounts(database), new SqlTokens(database), new SqlSessions(database), audit, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Account add(String name, Role role, String scope) throws DeniedException {
        return identity.accounts()
                .add(
                        "test",
                        "local",
                        new NewAccount(name, Account.Kind.USER, name, PASSWORD, null, null),
                        List.of(new Grant(role, scope)));
    }

    @Test
    void migrationsRunOnceAndRefuseAnotherBuild() {
        assertEquals(List.of(), Migrations.pending(database));
        Migrations.run(database, clock.instant());
        database.write(sql -> sql.update("UPDATE migrations SET sha256 = 'x' WHERE name = '002-audit'"));
        assertTrue(assertThrows(RuntimeException.class, () -> Migrations.pending(database))
                .getMessage()
                .contains("another build"));
        database.write(sql -> sql.update("UPDATE migrations SET name = '999-later' WHERE name = '002-audit'"));
        assertTrue(assertThrows(RuntimeException.class, () -> Migrations.pending(database))
                .getMessage()
                .contains("later version"));
    }

    @Test
    void nothingOfAFailedTransactionIsKept() {
        assertThrows(
                StoreException.class,
                () -> database.write(sql -> {
                    sql.update("INSERT INTO links VALUES ('a', 'b', 'c', 1)");
                    return sql.update("INSERT INTO links VALUES ('a', 'b', 'c', 1)");
                }));
        assertEquals(0, (long) database.read(sql -> sql.count("SELECT COUNT(*) FROM links")));
    }

    @Test
    void theFirstAdministratorIsMadeOnceByItsLink() throws DeniedException {
        assertTrue(identity.accounts().isFirstRun());
        String secret = identity.accounts().firstSecret();
        assertDenied(DeniedException.Reason.RULES, () -> identity.accounts().first(secret, "ada", "short", "local"));
        identity.accounts().first(secret, "ada", PASSWORD, "local");
        assertFalse(identity.accounts().isFirstRun());
        assertDenied(DeniedException.Reason.WRONG, () -> identity.accounts().first(secret, "eve", PASSWORD, "local"));
        String late = identity.accounts().firstSecret();
        clock.pass(Duration.ofHours(25));
        assertDenied(DeniedException.Reason.WRONG, () -> identity.accounts().first(late, "eve", PASSWORD, "local"));
    }

    private interface Attempt {
        void run() throws DeniedException;
    }

    private static void assertDenied(DeniedException.Reason reason, Attempt attempt) {
        assertEquals(reason, assertThrows(DeniedException.class, attempt::run).reason());
    }

    @Test
    void loginsCountFailuresAndRest() throws DeniedException {
        add("ada", Role.VIEWER, "*");
        assertEquals(
                "ada", identity.logins().login("Ada", PASSWORD, "", "10.0.0.1").name());
        for (int i = 0; i < 5; i++) {
            assertDenied(DeniedException.Reason.WRONG, () -> identity.logins().login("ada", "wrong", "", "10.0.0.1"));
        }
        assertDenied(DeniedException.Reason.LOCKED, () -> identity.logins().login("ada", PASSWORD, "", "10.0.0.1"));
        clock.pass(Duration.ofSeconds(61));
        identity.logins().login("ada", PASSWORD, "", "10.0.0.1");
        assertDenied(DeniedException.Reason.WRONG, () -> identity.logins().login("nobody", PASSWORD, "", "10.0.0.1"));
    }

    @Test
    void anAddressThatGuessesHasToWait() {
        for (int i = 0; i < 30; i++) {
            String name = "guess" + i;
            assertDenied(DeniedException.Reason.WRONG, () -> identity.logins().login(name, "x", "", "10.0.0.9"));
        }
        assertDenied(DeniedException.Reason.LOCKED, () -> identity.logins().login("guess", "x", "", "10.0.0.9"));
    }

    @Test
    void aCodeOfTheSecondFactorIsGoodOnce() throws DeniedException {
        Account ada = add("ada", Role.OWNER, "*");
        byte[] secret = Totp.secret();
        List<String> codes = identity.accounts().secondFactor(ada, secret, Totp.code(secret, clock.instant()), "local");
        assertEquals(10, codes.size());
        assertDenied(DeniedException.Reason.CODE_NEEDED, () -> identity.logins().login("ada", PASSWORD, "", "a"));
        String used = Totp.code(secret, clock.instant());
        assertDenied(DeniedException.Reason.WRONG, () -> identity.logins().login("ada", PASSWORD, used, "a"));
        clock.pass(Duration.ofSeconds(30));
        identity.logins().login("ada", PASSWORD, Totp.code(secret, clock.instant()), "a");
        identity.logins().login("ada", PASSWORD, codes.getFirst().toUpperCase(java.util.Locale.ROOT), "a");
        assertDenied(
                DeniedException.Reason.WRONG, () -> identity.logins().login("ada", PASSWORD, codes.getFirst(), "a"));
    }

    @Test
    void aTokenAllowsNoMoreThanItsAccountAndEnds() throws DeniedException {
        Account robot = identity.accounts()
                .add(
                        "test",
                        "local",
                        new NewAccount("ci", Account.Kind.ROBOT, "CI", null, null, null),
                        List.of(new Grant(Role.OPERATOR, "registry:shop/*")));
        Principal owner = new Principal("x", "ada", List.of(new Grant(Role.OWNER, "*")), "session");
        var issued =
                identity.tokens().issue(owner, "local", robot, "build", new Grant(Role.OWNER, "*"), Duration.ofDays(1));
        Principal ci =
                identity.byHeader(Optional.of("Bearer " + issued.secret()), "a").orElseThrow();
        assertTrue(ci.may(Permission.REGISTRY_PUSH, "registry:shop/app"));
        assertFalse(ci.may(Permission.REGISTRY_PUSH, "registry:bank/app"));
        assertFalse(ci.may(Permission.REGISTRY_DELETE, "registry:shop/app"));
        assertDenied(
                DeniedException.Reason.WRONG,
                () -> identity.byHeader(Optional.of("Bearer " + issued.secret() + "x"), "a"));
        clock.pass(Duration.ofDays(2));
        assertDenied(
                DeniedException.Reason.WRONG, () -> identity.byHeader(Optional.of("Bearer " + issued.secret()), "a"));
    }

    @Test
    void sessionsEndByTimeAndWithTheAccount() throws DeniedException {
        add("root", Role.OWNER, "*");
        Account ada = add("ada", Role.VIEWER, "*");
        var principal = identity.logins().login("ada", PASSWORD, "", "a");
        var opened = identity.sessions().open(principal, "a");
        assertEquals(
                "ada",
                identity.sessions()
                        .find(opened.secret())
                        .orElseThrow()
                        .principal()
                        .name());
        clock.pass(Duration.ofMinutes(61));
        assertTrue(identity.sessions().find(opened.secret()).isEmpty());
        var second = identity.sessions().open(principal, "a");
        Account now = identity.accounts().byId(ada.id()).orElseThrow();
        assertTrue(identity.accounts().disable("root", "a", now, true));
        assertTrue(identity.sessions().find(second.secret()).isEmpty());
        assertFalse(identity.accounts().disable("root", "a", now, false), "an old version must not win");
    }

    @Test
    void theLastOwnerStays() throws DeniedException {
        Account root = add("root", Role.OWNER, "*");
        assertDenied(DeniedException.Reason.RULES, () -> identity.accounts().remove("root", "a", root));
        assertDenied(DeniedException.Reason.RULES, () -> identity.accounts()
                .grant("root", "a", root, List.of(new Grant(Role.VIEWER, "*"))));
        add("second", Role.OWNER, "*");
        assertTrue(identity.accounts().remove("second", "a", root));
    }

    @Test
    void theAuditLogShowsEveryTampering() throws IOException {
        for (int i = 0; i < 20; i++) {
            audit.record("ada", "10.0.0.1", "test", "thing\n" + i, Outcome.OK, "");
        }
        audit.anchor();
        assertEquals(Optional.empty(), audit.verify().fault());
        assertEquals(20, audit.verify().lines());
        assertEquals(20, audit.before(Long.MAX_VALUE, "ada", "test", 50).size());
        tamper("UPDATE audit SET subject = 'other' WHERE number = 7", "line 7 was changed");
        tamper("DELETE FROM audit WHERE number = 9", "line 9 is missing");
        tamper("DELETE FROM audit WHERE number > 15", "its end was cut off");
    }

    private void tamper(String statement, String fault) throws IOException {
        Path copy = folder.resolve("before.zip");
        Backups.write(database, folder, copy, clock.instant());
        database.write(sql -> sql.update(statement));
        assertTrue(
                audit.verify().fault().orElse("").contains(fault),
                audit.verify().toString());
        database.write(sql -> sql.update("DELETE FROM audit"));
        try (Database scratch = EmbeddedDatabase.open(folder.resolve("s" + fault.hashCode() + ".db"))) {
            Backups.load(copy, scratch, clock.instant());
            new SqlAudit(scratch).each(entry -> new SqlAudit(database).append(last -> entry));
        }
        assertEquals(Optional.empty(), audit.verify().fault());
    }

    @Test
    void manyWritersMakeOneChain() throws InterruptedException, IOException {
        List<Thread> writers = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            writers.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 10; i++) {
                    audit.record("ada", "a", "test", "x", Outcome.OK, "");
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertEquals(new AuditLog.Verdict(80, Optional.empty()), audit.verify());
    }

    @Test
    void aBackupGoesIntoAnotherDatabaseAndBackUnchanged() throws Exception {
        add("ada", Role.OWNER, "*");
        audit.anchor();
        Path file = folder.resolve("backup.zip");
        Backups.write(database, folder, file, clock.instant());
        assertEquals(clock.instant(), Backups.check(file));
        try (Database other = EmbeddedDatabase.open(folder.resolve("other.db"))) {
            Backups.load(file, other, clock.instant());
            Path again = folder.resolve("again.zip");
            Backups.write(other, folder, again, clock.instant());
            try (var first = new java.util.zip.ZipFile(file.toFile());
                    var second = new java.util.zip.ZipFile(again.toFile())) {
                for (String table : List.of("accounts", "audit", "role_grants")) {
                    String name = "tables/" + table + ".jsonl";
                    assertEquals(
                            new String(
                                    first.getInputStream(first.getEntry(name)).readAllBytes()),
                            new String(
                                    second.getInputStream(second.getEntry(name)).readAllBytes()));
                }
            }
        }
    }

    @Test
    void aDamagedBackupIsRefused() throws IOException {
        add1();
        Path file = folder.resolve("backup.zip");
        Backups.write(database, folder, file, clock.instant());
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 40; at < bytes.length; at += bytes.length / 25) {
            byte[] broken = bytes.clone();
            broken[at] ^= 0x55;
            Path damaged = Files.write(folder.resolve("damaged.zip"), broken);
            try {
                // a byte that says nothing about the content may be changed; the content may not
                assertEquals(clock.instant(), Backups.check(damaged));
            } catch (IOException e) {
                assertTrue(e.getMessage() != null);
            }
        }
        Path cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(IOException.class, () -> Backups.check(cut));
    }

    private void add1() {
        audit.record("ada", "a", "test", "x", Outcome.OK, "");
    }

    protected Instant now() {
        return clock.instant();
    }
}
