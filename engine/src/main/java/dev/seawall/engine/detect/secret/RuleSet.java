package dev.seawall.engine.detect.secret;

import com.google.re2j.Pattern;
import dev.seawall.engine.detect.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules ready to run: what a keyword hit leads to, and what is allowed everywhere. Immutable and thread-safe. */
final class RuleSet {
    private final List<CompiledRule> rules;
    private final List<CompiledRule> whole = new ArrayList<>();
    private final List<CompiledRule> files = new ArrayList<>();
    private final Keywords automaton;
    private final Keyword[] keywords;
    private final List<CompiledAllow> allows;
    private final List<Pattern> excluded;
    private final boolean trivyNames;

    /** The rules behind one keyword, by how they go on from it. */
    record Keyword(
            int length, CompiledRule[] tokens, CompiledRule[] assigned, CompiledRule[] free, CompiledRule[] gated) {}

    /**
     * @param allows what is allowed for every rule
     * @param excluded expressions of blocks of text in which nothing counts
     * @param trivyNames whether findings carry Trivy's names where it has one
     */
    RuleSet(List<SecretRule> rules, List<SecretRule.Allow> allows, List<String> excluded, boolean trivyNames) {
        List<CompiledRule> compiled = new ArrayList<>();
        rules.forEach(rule -> compiled.add(new CompiledRule(rule, compiled.size())));
        this.rules = List.copyOf(compiled);
        SortedMap<String, List<CompiledRule>> byKeyword = new TreeMap<>();
        for (CompiledRule rule : compiled) {
            place(rule, byKeyword);
        }
        this.automaton = Keywords.of(List.copyOf(byKeyword.keySet()));
        this.keywords = byKeyword.entrySet().stream()
                .map(entry -> keyword(entry.getKey().length(), entry.getValue()))
                .toArray(Keyword[]::new);
        this.allows = allows.stream().map(CompiledAllow::new).toList();
        this.excluded = Expressions.compile(excluded);
        this.trivyNames = trivyNames;
    }

    /** The built-in rules. */
    static RuleSet builtin() {
        return Builtin.RULES;
    }

    /** Loaded when first asked for. */
    private static final class Builtin {
        static final RuleSet RULES = new RuleSet(RulePack.builtin(), List.of(), List.of(), false);
    }

    private void place(CompiledRule compiled, SortedMap<String, List<CompiledRule>> byKeyword) {
        SecretRule rule = compiled.rule();
        if (rule.form() == SecretRule.Form.FILE) {
            files.add(compiled);
        } else if (rule.form() == SecretRule.Form.WHOLE && rule.keywords().isEmpty()) {
            whole.add(compiled);
        }
        for (String keyword : rule.keywords()) {
            byKeyword.computeIfAbsent(keyword, any -> new ArrayList<>()).add(compiled);
        }
    }

    private static Keyword keyword(int length, List<CompiledRule> rules) {
        return new Keyword(
                length,
                of(rules, SecretRule.Form.TOKEN),
                of(rules, SecretRule.Form.ASSIGNED),
                of(rules, SecretRule.Form.FREE),
                of(rules, SecretRule.Form.WHOLE));
    }

    private static CompiledRule[] of(List<CompiledRule> rules, SecretRule.Form form) {
        return rules.stream().filter(rule -> rule.rule().form() == form).toArray(CompiledRule[]::new);
    }

    List<CompiledRule> rules() {
        return rules;
    }

    /** Rules that look at a whole text without waiting for a keyword. */
    List<CompiledRule> whole() {
        return whole;
    }

    /** Rules about files by their path alone. */
    List<CompiledRule> files() {
        return files;
    }

    Keywords automaton() {
        return automaton;
    }

    Keyword keyword(int number) {
        return keywords[number];
    }

    List<CompiledAllow> allows() {
        return allows;
    }

    List<Pattern> excluded() {
        return excluded;
    }

    /** True where no finding in a file of that path would count. */
    boolean allowsPath(String path) {
        for (CompiledAllow allow : allows) {
            if (allow.allowsPath(path)) {
                return true;
            }
        }
        return false;
    }

    String idOf(SecretRule rule) {
        return trivyNames && !rule.trivy().isEmpty() ? rule.trivy() : rule.finding();
    }

    /** The other names of a rule, each with its tool before it. */
    List<String> aliasesOf(SecretRule rule) {
        if (rule.trivy().isEmpty()) {
            return List.of();
        }
        String own = "trivy:" + rule.trivy();
        return trivyNames && !rule.trivy().equals(rule.finding())
                ? List.of("gitleaks:" + rule.finding(), own)
                : List.of(own);
    }
}
