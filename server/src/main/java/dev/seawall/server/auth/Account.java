package dev.seawall.server.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person or a robot.
 *
 * @param name unique, as it is typed at the login
 * @param kind of account
 * @param display as pages show it
 * @param password argon2id in PHC form; null where there is none
 * @param secondFactor the TOTP secret once it is confirmed
 * @param lastStep the newest TOTP step that was used, for each counts once
 * @param issuer of the OpenID provider that vouches for it, with {@code subject}
 * @param failures wrong logins since the last right one
 * @param version grows with every change, for ETags
 */
public record Account(
        String id,
        String name,
        Kind kind,
        String display,
        @Nullable String password,
        byte @Nullable [] secondFactor,
        long lastStep,
        @Nullable String issuer,
        @Nullable String subject,
        boolean disabled,
        long failures,
        @Nullable Instant lockedUntil,
        Instant createdAt,
        long version) {
    /** Who stands behind an account. */
    public enum Kind {
        /** A person, who logs in. */
        USER,
        /** A program, which has tokens only. */
        ROBOT
    }

    /** The same with another password. */
    Account withPassword(String hash) {
        return new Account(
                id,
                name,
                kind,
                display,
                hash,
                secondFactor,
                lastStep,
                issuer,
                subject,
                disabled,
                0,
                null,
                createdAt,
                version);
    }

    Account withSecondFactor(byte @Nullable [] secret, long step) {
        return new Account(
                id,
                name,
                kind,
                display,
                password,
                secret,
                step,
                issuer,
                subject,
                disabled,
                failures,
                lockedUntil,
                createdAt,
                version);
    }

    Account withFailures(long count, @Nullable Instant until) {
        return new Account(
                id,
                name,
                kind,
                display,
                password,
                secondFactor,
                lastStep,
                issuer,
                subject,
                disabled,
                count,
                until,
                createdAt,
                version);
    }

    /** The same, allowed or not to do anything at all. */
    public Account withDisabled(boolean off) {
        return new Account(
                id,
                name,
                kind,
                display,
                password,
                secondFactor,
                lastStep,
                issuer,
                subject,
                off,
                failures,
                lockedUntil,
                createdAt,
                version);
    }
}
