package dev.seawall.server.registry.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done in a repository. */
public enum Action {
    /** Reads manifests and blobs that the policy lets through, and lists tags and referrers. */
    PULL,
    /** Uploads; with it also asks whether something is there, as clients do before they upload. */
    PUSH,
    /** Deletes manifests, tags and blobs. */
    DELETE,
    /** Reads manifests that the policy has not let through, as signers and scanners must. */
    SIGN;

    /** As scopes, tokens and the configuration spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a word, if there is one. */
    public static Optional<Action> named(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
