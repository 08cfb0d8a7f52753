package dev.seawall.server.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Browsers that are logged in: twelve hours at most, an hour without use. */
public final class Sessions {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(1);

    private final SessionStore store;
    private final AccountStore accounts;
    private final Clock clock;

    Sessions(SessionStore store, AccountStore accounts, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * A session with its secret.
     *
     * @param secret for the cookie
     */
    public record Opened(Session session, String secret) {}

    /** Who a session speaks for. */
    public record Known(Principal principal, Session session) {}

    /** Opens a session. */
    public Opened open(Principal principal, String address) {
        Instant now = clock.instant();
        store.prune(now);
        Session session = new Session(principal.id(), Secrets.next(""), address, now, now, now.plus(LIFE));
        String secret = Secrets.next("");
        store.add(session, Secrets.digest(secret));
        return new Opened(session, secret);
    }

    /** Who the secret of a cookie speaks for; empty where the session is over or its account disabled. */
    public Optional<Known> find(String secret) {
        String digest = Secrets.digest(secret);
        Instant now = clock.instant();
        Optional<Session> session = store.byDigest(digest)
                .filter(found -> now.isBefore(found.expiresAt())
                        && now.isBefore(found.seenAt().plus(IDLE)));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        if (session.get().seenAt().plus(Duration.ofMinutes(1)).isBefore(now)) {
            store.seen(digest, now);
        }
        return accounts.byId(session.get().account())
                .filter(account -> !account.disabled())
                .map(account -> new Known(
                        new Principal(account.id(), account.name(), accounts.grants(account.id()), "session"),
                        session.get()));
    }

    /** Ends the session of a cookie. */
    public void close(String secret) {
        store.remove(Secrets.digest(secret));
    }
}
