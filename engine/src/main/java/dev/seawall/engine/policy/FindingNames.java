package dev.seawall.engine.policy;

import dev.seawall.engine.model.Finding;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every name somebody may call a finding by, in one spelling. */
final class FindingNames {
    /** Trivy's check ids in their three generations: AVD-DS-0002, DS002, DS-0002. */
    private static final Pattern TRIVY = Pattern.compile("(?:avd-)?([a-z]{2,6})-?0*([1-9][0-9]{0,4})");

    private FindingNames() {}

    /** Id, aliases, and aliases without the tool in front, normalised; the id first. */
    static Set<String> of(Finding finding) {
        Set<String> names = new LinkedHashSet<>();
        names.add(normal(finding.id()));
        for (String alias : finding.aliases()) {
            names.add(normal(alias));
            names.add(normal(alias.substring(alias.indexOf(':') + 1)));
        }
        return names;
    }

    /** One spelling for an id or pattern, whatever its case or generation. */
    static String normal(String id) {
        String lower = id.strip().toLowerCase(Locale.ROOT);
        Matcher trivy = TRIVY.matcher(lower);
        return trivy.matches() ? trivy.group(1) + "-" + trivy.group(2) : lower;
    }
}
