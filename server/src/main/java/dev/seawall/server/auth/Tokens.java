package dev.seawall.server.auth;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.DeniedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API tokens: each allows no more than its account, and ends. */
public final class Tokens {
    static final String PREFIX = "swl_";
    private static final Duration LONGEST = Duration.ofDays(366);

    private final TokenStore store;
    private final AccountStore accounts;
    private final AuditLog audit;
    private final Clock clock;

    Tokens(TokenStore store, AccountStore accounts, AuditLog audit, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A token with its secret, which is shown this once.
     *
     * @param secret begins with {@code swl_}
     */
    public record Issued(Token token, String secret) {}

    /**
     * Makes a token.
     *
     * @throws DeniedException where it would live longer than a year
     */
    public Issued issue(Principal actor, String address, Account account, String name, Grant limit, Duration life)
            throws DeniedException {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new DeniedException(Reason.RULES, "A token lives from a second to 366 days.");
        }
        if (name.isBlank() || name.length() > 100) {
            throw new DeniedException(Reason.RULES, "A token has a name of 1 to 100 characters.");
        }
        Instant now = clock.instant();
        Token token = new Token(Secrets.id(), account.id(), name, limit, now, now.plus(life), null);
        String secret = Secrets.next(PREFIX);
        store.add(token, Secrets.digest(secret));
        String detail = limit.role().word() + " in " + limit.scope() + " until " + token.expiresAt();
        audit.record(actor.name(), address, "token.add", account.name() + "/" + name, Outcome.OK, detail);
        return new Issued(token, secret);
    }

    /**
     * Who a token speaks for.
     *
     * @throws DeniedException where it is unknown, over, or its account disabled
     */
    public Principal principal(String secret, String address) throws DeniedException {
        Optional<Token> token = secret.startsWith(PREFIX) ? store.byDigest(Secrets.digest(secret)) : Optional.empty();
        Optional<Account> account = token.filter(found -> clock.instant().isBefore(found.expiresAt()))
                .flatMap(found -> accounts.byId(found.account()))
                .filter(found -> !found.disabled());
        if (token.isEmpty() || account.isEmpty()) {
            String whose = token.map(Token::name).orElse("unknown");
            audit.record("-", address, "token.use", whose, Outcome.REFUSED, "");
            throw new DeniedException(Reason.WRONG, "This token is unknown, taken back or too old.");
        }
        noteUse(token.get());
        Account owner = account.get();
        return new Principal(owner.id(), owner.name(), accounts.grants(owner.id()), "token")
                .limitedTo(token.get().limit(), "token");
    }

    /** To the minute, so that reading stays reading. */
    private void noteUse(Token token) {
        Instant last = token.usedAt();
        Instant now = clock.instant();
        if (last == null || last.plus(Duration.ofMinutes(1)).isBefore(now)) {
            store.used(token.id(), now);
        }
    }

    /** Tokens of an account, newest first. */
    public List<Token> list(String account) {
        return store.list(account);
    }

    /** Takes a token back. */
    public boolean revoke(Principal actor, String address, Account account, String id) {
        boolean done = store.remove(account.id(), id);
        if (done) {
            audit.record(actor.name(), address, "token.remove", account.name() + "/" + id, Outcome.OK, "");
        }
        return done;
    }
}
