package dev.seawall.server.registry.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the repositories whose names match.
 *
 * @param who may do what: per action the names of accounts, {@code group:NAME}, {@code authenticated} for everybody with
 *     an account or {@code *} for anybody; an action that is missing here is decided by the next less specific rule
 * @param quotaBytes how much they may hold each, or null where this rule does not say
 * @param immutable tags that are never moved, or null where this rule does not say
 * @param mediaTypes that manifests and their parts may have, or null where this rule does not say
 */
public record RepositoryRule(
        NameGlob match,
        Map<Action, List<String>> who,
        @Nullable Long quotaBytes,
        @Nullable List<NameGlob> immutable,
        @Nullable List<NameGlob> mediaTypes) {
    /** Copies what it is given. */
    public RepositoryRule {
        who = Map.copyOf(who);
        immutable = immutable == null ? null : List.copyOf(immutable);
        mediaTypes = mediaTypes == null ? null : List.copyOf(mediaTypes);
    }
}
