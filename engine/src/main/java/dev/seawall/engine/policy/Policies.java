package dev.seawall.engine.policy;

import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads policy files; docs/guide/policy.md describes them. */
public final class Policies {
    private static final Set<String> KEYS = Set.of("name", "severity", "kind", "kev", "epss", "fix", "when", "message");

    private Policies() {}

    /**
     * Reads a policy file.
     *
     * @param file its name, for errors
     * @throws dev.seawall.engine.model.SeawallException where it is broken or a condition does not compile
     */
    public static Policy read(String file, byte[] content) {
        Entry root = Entry.parse(file, content);
        root.allowOnly(Set.of("name", "rules", "accept"));
        List<PolicyRule> rules =
                root.entries("rules", "when").stream().map(Policies::rule).toList();
        if (rules.isEmpty()) {
            throw root.broken("a policy without rules would pass everything");
        }
        String name = root.text("name");
        Set<Accept> accept = root.texts("accept").stream().map(Accept::parse).collect(Collectors.toSet());
        return new Policy(name.isEmpty() ? file : name, rules, accept);
    }

    private static PolicyRule rule(Entry entry) {
        entry.allowOnly(KEYS);
        Set<FindingKind> kinds = entry.texts("kind").stream()
                .map(word -> ExceptionFile.kind(entry, word))
                .collect(Collectors.toSet());
        Set<Fix.State> states =
                entry.texts("fix").stream().map(word -> state(entry, word)).collect(Collectors.toSet());
        String when = entry.text("when");
        PolicyRule rule = new PolicyRule(
                entry.text("name"),
                severity(entry),
                kinds,
                entry.truth("kev"),
                entry.number("epss"),
                states,
                when.isEmpty() ? null : FindingCondition.compile(when),
                entry.text("message").replaceFirst("\\.$", ""));
        return requireConditions(entry, rule);
    }

    private static PolicyRule requireConditions(Entry entry, PolicyRule rule) {
        if (rule.name().isEmpty() && rule.message().isEmpty()) {
            throw entry.broken("a rule has neither name nor message");
        }
        return rule;
    }

    private static @Nullable Severity severity(Entry entry) {
        String word = entry.text("severity");
        if (word.isEmpty()) {
            return null;
        }
        Severity severity = Severity.parse(word);
        if (severity == Severity.UNKNOWN) {
            throw entry.broken("'" + word + "' is no severity a rule can start from");
        }
        return severity;
    }

    private static Fix.State state(Entry entry, String word) {
        return Arrays.stream(Fix.State.values())
                .filter(s -> s.label().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> entry.broken("there is no fix state '" + word + "'"));
    }
}
