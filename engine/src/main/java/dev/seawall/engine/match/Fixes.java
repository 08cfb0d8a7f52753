package dev.seawall.engine.match;

import dev.seawall.engine.model.Fix;
import dev.seawall.engine.version.AffectedRange;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionEvent;
import dev.seawall.engine.version.VersionScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What removes a problem, from what its advisories say. */
final class Fixes {
    private Fixes() {}

    /** Of several fixed versions the highest, as only that one is free of everything the advisories mean. */
    static Fix of(Problem problem, VersionScheme scheme) {
        Optional<String> version = problem.statements().stream()
                .map(Statement::fixedIn)
                .filter(fixed -> !fixed.isEmpty())
                .distinct()
                .reduce((a, b) -> higher(a, b, scheme));
        return version.map(fixed -> new Fix(Fix.State.FIXED, fixed, null))
                .orElseGet(() -> new Fix(unfixed(problem.statements()), "", null));
    }

    private static String higher(String a, String b, VersionScheme scheme) {
        try {
            return scheme.compare(a, b) >= 0 ? a : b;
        } catch (BadVersionException unordered) {
            return a;
        }
    }

    private static Fix.State unfixed(List<Statement> statements) {
        for (Statement statement : statements) {
            Fix.State state = stated(statement.affected().status());
            if (state != Fix.State.UNKNOWN) {
                return state;
            }
        }
        boolean openEnded = statements.stream()
                .filter(statement -> statement.affected().status().isEmpty())
                .flatMap(statement -> statement.affected().versions().ranges().stream())
                .anyMatch(Fixes::isOpenEnded);
        return openEnded ? Fix.State.NOT_FIXED : Fix.State.UNKNOWN;
    }

    static Fix.State stated(String status) {
        return switch (status.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-')) {
            case "will-not-fix",
                    "wont-fix",
                    "won't-fix",
                    "end-of-life",
                    "eol",
                    "out-of-support-scope",
                    "no-dsa",
                    "ignored",
                    "postponed" -> Fix.State.WONT_FIX;
            case "affected", "unfixed", "not-fixed", "open", "needed", "fix-deferred", "deferred" ->
                Fix.State.NOT_FIXED;
            default -> Fix.State.UNKNOWN;
        };
    }

    private static boolean isOpenEnded(AffectedRange range) {
        return range.events().stream().allMatch(event -> event.kind() == VersionEvent.Kind.INTRODUCED);
    }
}
