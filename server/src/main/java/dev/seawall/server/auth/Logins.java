package dev.seawall.server.auth;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.DeniedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logins with name and password, and a second factor where the account has one. After five failures an account rests for
 * a minute, and twice as long after each further one, an hour at most; an address that fails often has to wait too.
 */
public final class Logins {
    private static final int FREE_FAILURES = 5;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int LONGEST_INPUT = 1_000;

    private final AccountStore store;
    private final AuditLog audit;
    private final Clock clock;
    private final GuessBrake brake;

    Logins(AccountStore store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.brake = new GuessBrake(clock);
    }

    /**
     * Checks a login.
     *
     * @param code of the second factor, or a recovery code; empty where none was given
     * @throws DeniedException where it is refused; the text does not tell whether the name exists
     */
    public Principal login(String name, String password, String code, String address) throws DeniedException {
        if (!brake.mayTry(address)) {
            throw new DeniedException(
                    Reason.LOCKED, "Too many failed logins from this address. Try again in a minute.");
        }
        Optional<Account> account = name.length() + password.length() + code.length() > LONGEST_INPUT
                ? Optional.empty()
                : store.byName(name.toLowerCase(Locale.ROOT));
        if (account.isEmpty()) {
            PasswordHash.matchesNobody(password.substring(0, Math.min(password.length(), LONGEST_INPUT)));
            throw failed(null, name, address);
        }
        return login(account.get(), password, code, address);
    }

    private Principal login(Account account, String password, String code, String address) throws DeniedException {
        Instant locked = account.lockedUntil();
        if (locked != null && clock.instant().isBefore(locked)) {
            throw new DeniedException(
                    Reason.LOCKED, "This account rests after too many failed logins. Try again later.");
        }
        String hash = account.password();
        boolean right = hash != null && PasswordHash.matches(password, hash);
        if (!right || account.disabled() || account.kind() != Account.Kind.USER) {
            throw failed(account, account.name(), address);
        }
        requireSecondFactor(account, code, address);
        if (account.failures() > 0) {
            store.failed(account.id(), 0, null);
        }
        return principal(account, "password");
    }

    private void requireSecondFactor(Account account, String code, String address) throws DeniedException {
        byte[] secret = account.secondFactor();
        if (secret == null) {
            return;
        }
        if (code.isEmpty()) {
            throw new DeniedException(Reason.CODE_NEEDED, "This account needs a code of its second factor.");
        }
        var step = Totp.step(secret, code, clock.instant());
        boolean good = step.isPresent()
                ? store.useStep(account.id(), step.getAsLong())
                : store.useRecoveryCode(account.id(), Secrets.digest(RecoveryCodes.spelled(code)));
        if (!good) {
            throw failed(account, account.name(), address);
        }
    }

    private DeniedException failed(@Nullable Account account, String name, String address) {
        brake.failed(address);
        if (account != null) {
            long failures = account.failures() + 1;
            store.failed(account.id(), failures, rest(failures));
        }
        audit.record("-", address, "login", name, Outcome.REFUSED, "");
        return new DeniedException(Reason.WRONG, "Name, password or code is wrong.");
    }

    private @Nullable Instant rest(long failures) {
        if (failures < FREE_FAILURES) {
            return null;
        }
        long doublings = Math.min(failures - FREE_FAILURES, MOST_DOUBLINGS);
        Duration rest = FIRST_REST.multipliedBy(1L << doublings);
        return clock.instant().plus(rest.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : rest);
    }

    /**
     * The account that an OpenID provider vouches for.
     *
     * @throws DeniedException where there is none or it is disabled
     */
    public Principal bySubject(String issuer, String subject, String address) throws DeniedException {
        Optional<Account> account = store.bySubject(issuer, subject).filter(found -> !found.disabled());
        if (account.isEmpty()) {
            audit.record("-", address, "login.oidc", issuer + " " + subject, Outcome.REFUSED, "no such account");
            throw new DeniedException(Reason.WRONG, "No account of this server belongs to that login.");
        }
        return principal(account.get(), "oidc");
    }

    private Principal principal(Account account, String way) {
        return new Principal(account.id(), account.name(), store.grants(account.id()), way);
    }
}
