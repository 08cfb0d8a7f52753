package dev.seawall.server.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API tokens, by the digest of each. */
public interface TokenStore {
    /** Keeps a new token. */
    void add(Token token, String digest);

    /** The token of a digest, expired or not. */
    Optional<Token> byDigest(String digest);

    /** Tokens of an account, newest first. */
    List<Token> list(String account);

    /** Takes a token back; false where the account has none of this id. */
    boolean remove(String account, String id);

    /** Notes when a token was last shown. */
    void used(String id, Instant at);
}
