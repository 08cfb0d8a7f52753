package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Advisory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One vulnerability of one package, joined from every advisory that speaks of it: a record is joined with another where
 * either names the other's id or both name one CVE. An advisory that passes on several CVEs takes part in each.
 */
final class Problem {
    private static final Comparator<String> CVE_ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final SortedSet<String> names = new TreeSet<>();
    private final SortedSet<String> mentions = new TreeSet<>();
    private final List<Statement> statements = new ArrayList<>();

    private Problem() {}

    /** Joins the statements about one package, in the order of the problems' ids. */
    static List<Problem> join(List<Statement> statements) {
        List<Problem> problems = new ArrayList<>();
        for (Statement statement : statements) {
            Advisory advisory = statement.advisory();
            List<String> own = new ArrayList<>(advisory.aliases());
            own.add(advisory.id());
            List<String> passedOn =
                    advisory.upstream().stream().filter(Problem::isCve).toList();
            if (own.stream().anyMatch(Problem::isCve) || passedOn.isEmpty()) {
                add(problems, own, advisory.upstream(), statement);
            } else {
                passedOn.forEach(cve -> add(problems, List.of(cve), own, statement));
            }
        }
        problems.sort(Comparator.comparing(Problem::id));
        return problems;
    }

    private static void add(List<Problem> problems, List<String> names, List<String> mentions, Statement statement) {
        Problem joined = new Problem();
        joined.names.addAll(names);
        joined.mentions.addAll(mentions);
        List<Problem> same = problems.stream()
                .filter(each -> names.stream().anyMatch(each.names::contains))
                .toList();
        for (Problem each : same) {
            joined.names.addAll(each.names);
            joined.mentions.addAll(each.mentions);
            joined.statements.addAll(each.statements);
        }
        joined.statements.add(statement);
        problems.removeAll(same);
        problems.add(joined);
    }

    static boolean isCve(String id) {
        return id.startsWith("CVE-");
    }

    /** The CVE, of several the oldest; else the first advisory's id. */
    String id() {
        return names.stream().filter(Problem::isCve).min(CVE_ORDER).orElseGet(() -> statements.stream()
                .map(statement -> statement.advisory().id())
                .min(Comparator.naturalOrder())
                .orElseThrow());
    }

    /** Every CVE it is known by. */
    List<String> cves() {
        return names.stream().filter(Problem::isCve).toList();
    }

    /** Every other name, the distribution's own advisories included. */
    List<String> aliases() {
        SortedSet<String> aliases = new TreeSet<>(names);
        mentions.stream().filter(name -> !isCve(name)).forEach(aliases::add);
        statements.forEach(statement -> aliases.addAll(VendorNames.advisories(statement)));
        aliases.remove(id());
        return List.copyOf(aliases);
    }

    List<Statement> statements() {
        return statements;
    }

    /** Whether any advisory is certain of it. */
    boolean isCertain() {
        return statements.stream().anyMatch(Statement::isCertain);
    }

    boolean isMalware() {
        return statements.stream().anyMatch(statement -> statement.advisory().isMalware());
    }
}
