package dev.seawall.server.vault.policy;

import java.util.Optional;

/** Whom a token speaks for, as far as a policy's paths may ask. */
@FunctionalInterface
public interface Subject {
    /** Nobody: every path that asks falls away. */
    Subject NOBODY = question -> Optional.empty();

    /** The answer to a question such as identity.entity.id, or empty when there is none. */
    Optional<String> answer(String question);
}
