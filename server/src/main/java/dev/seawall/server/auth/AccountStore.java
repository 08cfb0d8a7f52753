package dev.seawall.server.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps accounts and what they may do. */
public interface AccountStore {
    /** @throws dev.seawall.server.store.StoreException with CONFLICT where the name is taken */
    void add(Account account, List<Grant> grants);

    /** Replaces an account of the same id and version; false where it changed meanwhile. */
    boolean replace(Account account);

    /** The account of a name. */
    Optional<Account> byName(String name);

    /** The account of an id. */
    Optional<Account> byId(String id);

    /** The account an OpenID provider vouches for. */
    Optional<Account> bySubject(String issuer, String subject);

    /** Accounts after a name, sorted by name. */
    List<Account> list(String after, int limit);

    /** Removes an account with its tokens and sessions; false where there is none. */
    boolean remove(String id);

    /** How many persons are owners of everything and not disabled. */
    long owners();

    /** Roles of an account, sorted. */
    List<Grant> grants(String account);

    /** Replaces the roles of an account. */
    void grant(String account, List<Grant> grants);

    /** Replaces the digests of the recovery codes of an account. */
    void recoveryCodes(String account, List<String> digests);

    /** Uses up a recovery code; false where it is none. */
    boolean useRecoveryCode(String account, String digest);

    /** Notes that a TOTP step was used; false where it or a later one was used before. */
    boolean useStep(String account, long step);

    /** Counts a failed login and locks the account where the rules say so; a right one resets both. */
    void failed(String account, long failures, @Nullable Instant lockedUntil);
}
