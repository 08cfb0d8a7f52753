package dev.seawall.agent.watch;

import dev.seawall.engine.model.Practice;
import dev.seawall.engine.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Practices and controls of a rule, from its tags. */
final class RuleTags {
    private static final Set<String> PRACTICES = Arrays.stream(Practice.values())
            .map(each -> each.name().replace('_', '-'))
            .collect(Collectors.toSet());
    private static final Pattern TECHNIQUE = Pattern.compile("TA?[0-9]{4}(\\.[0-9]{3})?");

    private RuleTags() {}

    /** Those it names; detection itself where it names none. */
    static List<String> practices(Rule rule) {
        List<String> named =
                rule.tags().stream().filter(PRACTICES::contains).sorted().toList();
        if (!named.isEmpty()) {
            return named;
        }
        return rule.tags().contains("container") ? List.of("CTR-7", "DEP-4") : List.of("DEP-4", "HOST-3");
    }

    /** Techniques of MITRE ATT&CK and what else is a control. */
    static List<String> controls(Rule rule) {
        return rule.tags().stream().flatMap(RuleTags::control).sorted().toList();
    }

    private static Stream<String> control(String tag) {
        if (TECHNIQUE.matcher(tag).matches()) {
            return Stream.of("MITRE-ATTACK:" + tag);
        }
        if (tag.startsWith("PCI_DSS_")) {
            return Stream.of("PCI-DSS:" + tag.substring(8));
        }
        return tag.startsWith("NIST_800-53_") ? Stream.of("NIST-800-53:" + tag.substring(12)) : Stream.empty();
    }
}
