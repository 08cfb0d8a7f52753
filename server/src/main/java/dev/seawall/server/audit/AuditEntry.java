package dev.seawall.server.audit;

import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param number from 1, without gaps
 * @param actor name of the account; {@code -} for nobody, {@code server} for the server itself
 * @param address of the client; {@code local} for the command line
 * @param action what was done, for example {@code login} or {@code exception.add}
 * @param subject to what; never a secret
 * @param outcome {@code ok}, {@code refused} or {@code failed}
 * @param detail one line, possibly empty; never a secret
 * @param previous hash of the line before; 64 zeros for the first
 * @param hash SHA-256 over all of the above
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String address,
        String action,
        String subject,
        String outcome,
        String detail,
        String previous,
        String hash) {}
