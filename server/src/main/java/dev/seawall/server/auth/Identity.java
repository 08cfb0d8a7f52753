package dev.seawall.server.auth;

import dev.seawall.server.audit.AuditLog;
import java.time.Clock;
import java.util.Optional;

/**
 * Everything about who somebody is, in one place for every module.
 *
 * @param logins names, passwords, codes
 * @param accounts making and changing accounts
 * @param tokens API tokens
 * @param sessions browsers that are logged in
 */
public record Identity(Logins logins, Accounts accounts, Tokens tokens, Sessions sessions) {
    /** Wires the parts. */
    public static Identity of(
            AccountStore accounts, TokenStore tokens, SessionStore sessions, AuditLog audit, Clock clock) {
        return new Identity(
                new Logins(accounts, audit, clock),
                new Accounts(accounts, sessions, audit, clock),
                new Tokens(tokens, accounts, audit, clock),
                new Sessions(sessions, accounts, clock));
    }

    /**
     * Who an {@code Authorization} header speaks for: a token as bearer, or as the password of HTTP basic whatever the
     * name (as registry clients send it), or name and password of an account without second factor.
     *
     * @param address of the client, for the audit log and the brake on guessing
     * @return empty where there is no header
     * @throws DeniedException where the header proves nothing
     */
    public Optional<Principal> byHeader(Optional<String> authorization, String address) throws DeniedException {
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        Credentials credentials = Credentials.parse(authorization.get());
        if (credentials.isToken()) {
            return Optional.of(tokens.principal(credentials.secret(), address));
        }
        return Optional.of(logins.login(credentials.name(), credentials.secret(), "", address));
    }
}
