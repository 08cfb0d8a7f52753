package dev.seawall.server.auth;

import java.time.Instant;
import java.util.Optional;

/** Keeps browser sessions and one-time links, by the digest of each. */
public interface SessionStore {
    /** Keeps a new session. */
    void add(Session session, String digest);

    /** The session of a digest, expired or not. */
    Optional<Session> byDigest(String digest);

    /** Notes that a session is in use. */
    void seen(String digest, Instant at);

    /** Ends a session. */
    void remove(String digest);

    /** Ends every session of an account. */
    void removeAll(String account);

    /** Forgets sessions and links that are over. */
    void prune(Instant now);

    /** Keeps a link that works once. */
    void addLink(String digest, String purpose, String detail, Instant expiresAt);

    /** Uses up a link; its detail, if it was good. */
    Optional<String> useLink(String digest, String purpose, Instant now);
}
