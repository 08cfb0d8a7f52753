package dev.seawall.server.registry.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration allows. Of the rules whose pattern matches a repository, the one that spells out most of its name
 * decides, for each question by itself: a rule that says nothing about deleting leaves that to the next.
 */
public final class Rights {
    private final List<RepositoryRule> rules;

    /** Keeps the rules, the most specific first. */
    public Rights(List<RepositoryRule> rules) {
        List<RepositoryRule> sorted = new ArrayList<>(rules);
        sorted.sort(
                Comparator.comparingInt((RepositoryRule rule) -> -rule.match().literals()));
        this.rules = List.copyOf(sorted);
    }

    /** Whether somebody may do something in a repository. */
    public boolean may(Caller caller, Action action, String repository) {
        boolean ruled = first(repository, rule -> rule.who().get(action)).orElse(List.of()).stream()
                .anyMatch(caller::is);
        return ruled || caller.more().may(action, repository);
    }

    /** Whether nobody need ever say who they are: every rule lets anybody do what it speaks of. */
    public boolean areForAnybody() {
        return !rules.isEmpty()
                && rules.stream().flatMap(rule -> rule.who().values().stream()).allMatch(names -> names.stream()
                        .allMatch(Caller.ANYBODY::is));
    }

    /** How many bytes a repository may hold, or -1 for any number. */
    public long quotaBytes(String repository) {
        return first(repository, RepositoryRule::quotaBytes).orElse(-1L);
    }

    /** Whether a tag must stay what it is once it is there. */
    public boolean isImmutable(String repository, String tag) {
        return first(repository, RepositoryRule::immutable).orElse(List.of()).stream()
                .anyMatch(glob -> glob.matches(tag));
    }

    /** Whether a repository takes content of this media type. */
    public boolean takes(String repository, String mediaType) {
        return first(repository, RepositoryRule::mediaTypes)
                .map(types -> types.stream().anyMatch(glob -> glob.matches(mediaType)))
                .orElse(true);
    }

    private <T> Optional<T> first(String repository, Function<RepositoryRule, @Nullable T> asked) {
        for (RepositoryRule rule : rules) {
            T said = rule.match().matches(repository) ? asked.apply(rule) : null;
            if (said != null) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }
}
