package dev.seawall.server.auth;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.Account.Kind;
import dev.seawall.server.auth.DeniedException.Reason;
import dev.seawall.server.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes accounts; every change is in the audit log. */
public final class Accounts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");
    private static final String FIRST = "first-administrator";
    private static final Duration FIRST_LIFE = Duration.ofHours(24);

    private final AccountStore store;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final Clock clock;

    Accounts(AccountStore store, SessionStore sessions, AuditLog audit, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether nobody can administer this server yet. */
    public boolean isFirstRun() {
        return store.owners() == 0;
    }

    /** A secret with which an administrator is made, once, within a day. */
    public String firstSecret() {
        String secret = Secrets.next("first_");
        sessions.addLink(Secrets.digest(secret), FIRST, "", clock.instant().plus(FIRST_LIFE));
        return secret;
    }

    /**
     * Makes the administrator with the secret of {@link #firstSecret}.
     *
     * @throws DeniedException where the secret is used up, or name or password are against the rules; a secret with which
     *     nothing was made stays good
     */
    public Account first(String secret, String name, String password, String address) throws DeniedException {
        requireGood(name, password);
        if (sessions.useLink(Secrets.digest(secret), FIRST, clock.instant()).isEmpty()) {
            audit.record("-", address, "account.first", name, Outcome.REFUSED, "");
            throw new DeniedException(Reason.WRONG, "This link is used up or too old. Make a new one on the server.");
        }
        return add("-", address, new NewAccount(name, Kind.USER, name, password, null, null), everything());
    }

    private static List<Grant> everything() {
        return List.of(new Grant(Role.OWNER, "*"));
    }

    /**
     * What a new account is.
     *
     * @param password null for robots and for those who come by an OpenID provider
     */
    public record NewAccount(
            String name,
            Kind kind,
            String display,
            @Nullable String password,
            @Nullable String issuer,
            @Nullable String subject) {}

    /**
     * Makes an account.
     *
     * @param actor who makes it
     * @throws DeniedException where name or password are against the rules or the name is taken
     */
    public Account add(String actor, String address, NewAccount fresh, List<Grant> grants) throws DeniedException {
        String password = fresh.password();
        requireGood(fresh.name(), password);
        Account account = new Account(
                Secrets.id(),
                fresh.name(),
                fresh.kind(),
                fresh.display(),
                password == null ? null : PasswordHash.of(password),
                null,
                0,
                fresh.issuer(),
                fresh.subject(),
                false,
                0,
                null,
                clock.instant(),
                1);
        try {
            store.add(account, grants);
        } catch (StoreException e) {
            if (e.reason() == StoreException.Reason.CONFLICT) {
                throw new DeniedException(Reason.RULES, "There is an account of this name or subject already.");
            }
            throw e;
        }
        audit.record(actor, address, "account.add", account.name(), Outcome.OK, words(grants));
        return account;
    }

    private static void requireGood(String name, @Nullable String password) throws DeniedException {
        if (!NAME.matcher(name).matches()) {
            throw new DeniedException(
                    Reason.RULES, "A name has 1 to 63 small letters, digits, dots, dashes, underscores or @.");
        }
        Optional<String> objection = password == null ? Optional.empty() : PasswordRules.objection(name, password);
        if (objection.isPresent()) {
            throw new DeniedException(Reason.RULES, "The password is refused because " + objection.get() + ".");
        }
    }

    private static String words(List<Grant> grants) {
        return String.join(
                ", ",
                grants.stream()
                        .map(grant -> grant.role().word() + " in " + grant.scope())
                        .toList());
    }

    /** Accounts after a name, sorted by name. */
    public List<Account> list(String after, int limit) {
        return store.list(after, limit);
    }

    /** The account of an id. */
    public Optional<Account> byId(String id) {
        return store.byId(id);
    }

    /** The account of a name. */
    public Optional<Account> byName(String name) {
        return store.byName(name.toLowerCase(Locale.ROOT));
    }

    /** Roles of an account. */
    public List<Grant> grants(String id) {
        return store.grants(id);
    }

    /** Gives an account other roles; its sessions and tokens follow at once. */
    public void grant(String actor, String address, Account account, List<Grant> grants) throws DeniedException {
        if (!grants.contains(everything().getFirst())) {
            requireOtherOwner(account);
        }
        store.grant(account.id(), grants);
        audit.record(actor, address, "account.grant", account.name(), Outcome.OK, words(grants));
    }

    private void requireOtherOwner(Account account) throws DeniedException {
        boolean isOwner = store.grants(account.id()).contains(everything().getFirst());
        if (isOwner && !account.disabled() && account.kind() == Kind.USER && store.owners() < 2) {
            throw new DeniedException(Reason.RULES, "This is the last owner; make another first.");
        }
    }

    /** Removes an account with its tokens and sessions. */
    public boolean remove(String actor, String address, Account account) throws DeniedException {
        requireOtherOwner(account);
        boolean removed = store.remove(account.id());
        audit.record(actor, address, "account.remove", account.name(), Outcome.OK, "");
        return removed;
    }

    /** Shuts an account out, or lets it in again; false where it changed meanwhile. */
    public boolean disable(String actor, String address, Account account, boolean off) throws DeniedException {
        if (off) {
            requireOtherOwner(account);
        }
        boolean done = store.replace(account.withDisabled(off));
        if (done && off) {
            sessions.removeAll(account.id());
        }
        audit.record(actor, address, off ? "account.disable" : "account.enable", account.name(), Outcome.OK, "");
        return done;
    }

    /** Sets a password and ends the account's sessions; false where the account changed meanwhile. */
    public boolean password(String actor, String address, Account account, String fresh) throws DeniedException {
        requireGood(account.name(), fresh);
        boolean done = store.replace(account.withPassword(PasswordHash.of(fresh)));
        sessions.removeAll(account.id());
        audit.record(actor, address, "account.password", account.name(), Outcome.OK, "");
        return done;
    }

    /**
     * Turns the second factor on once a code proves that the authenticator has the secret.
     *
     * @return the recovery codes, shown once
     */
    public List<String> secondFactor(Account account, byte[] secret, String code, String address)
            throws DeniedException {
        var step = Totp.step(secret, code, clock.instant());
        if (step.isEmpty() || !store.replace(account.withSecondFactor(secret, step.getAsLong()))) {
            throw new DeniedException(Reason.WRONG, "The code is wrong. Check the clock of the device.");
        }
        List<String> codes = RecoveryCodes.next();
        store.recoveryCodes(
                account.id(),
                codes.stream().map(RecoveryCodes::spelled).map(Secrets::digest).toList());
        audit.record(account.name(), address, "account.second-factor", account.name(), Outcome.OK, "on");
        return codes;
    }

    /** Turns the second factor off. */
    public void withoutSecondFactor(String actor, String address, Account account) {
        store.replace(account.withSecondFactor(null, account.lastStep()));
        store.recoveryCodes(account.id(), List.of());
        audit.record(actor, address, "account.second-factor", account.name(), Outcome.OK, "off");
    }
}
