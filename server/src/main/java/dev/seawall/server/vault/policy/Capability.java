package dev.seawall.server.vault.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy can allow at a path. */
public enum Capability {
    CREATE,
    DELETE,
    DENY,
    LIST,
    PATCH,
    READ,
    SCAN,
    SUBSCRIBE,
    SUDO,
    UPDATE,
    RECOVER;

    /** The lower-case word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The capability a word names. */
    static Optional<Capability> named(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst();
    }
}
