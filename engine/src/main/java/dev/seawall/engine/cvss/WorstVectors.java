package dev.seawall.engine.cvss;

import java.util.List;
import java.util.Map;

/**
 * The worst vectors of each level of a group of metrics, and how many steps of severity the level spans; from the
 * specification of version 4.0, section 8.3.
 */
enum WorstVectors {
    EXPLOIT(
            List.of("AV:N/PR:N/UI:N", "AV:A/PR:N/UI:N AV:N/PR:L/UI:N AV:N/PR:N/UI:P", "AV:P/PR:N/UI:N AV:A/PR:L/UI:P"),
            List.of(1, 4, 5)),
    COMPLEXITY(List.of("AC:L/AT:N", "AC:H/AT:N AC:L/AT:P"), List.of(1, 2)),
    /** By twice the level of the impact plus that of its requirements. */
    IMPACT(
            List.of(
                    "VC:H/VI:H/VA:H/CR:H/IR:H/AR:H",
                    "VC:H/VI:H/VA:L/CR:M/IR:M/AR:H VC:H/VI:H/VA:H/CR:M/IR:M/AR:M",
                    "VC:L/VI:H/VA:H/CR:H/IR:H/AR:H VC:H/VI:L/VA:H/CR:H/IR:H/AR:H",
                    "VC:L/VI:H/VA:L/CR:H/IR:M/AR:H VC:L/VI:H/VA:H/CR:H/IR:M/AR:M VC:H/VI:L/VA:H/CR:M/IR:H/AR:M"
                            + " VC:H/VI:L/VA:L/CR:M/IR:H/AR:H VC:L/VI:L/VA:H/CR:H/IR:H/AR:M",
                    "",
                    "VC:L/VI:L/VA:L/CR:H/IR:H/AR:H"),
            List.of(7, 6, 8, 8, 1, 10)),
    SUBSEQUENT(List.of("SC:H/SI:S/SA:S", "SC:H/SI:H/SA:H", "SC:L/SI:L/SA:L"), List.of(6, 5, 4));

    /** The values of each metric from worst to mildest; a place is a step of severity. */
    private static final Map<String, List<String>> STEPS = Map.ofEntries(
            Map.entry("AV", List.of("N", "A", "L", "P")),
            Map.entry("PR", List.of("N", "L", "H")),
            Map.entry("UI", List.of("N", "P", "A")),
            Map.entry("AC", List.of("L", "H")),
            Map.entry("AT", List.of("N", "P")),
            Map.entry("VC", List.of("H", "L", "N")),
            Map.entry("VI", List.of("H", "L", "N")),
            Map.entry("VA", List.of("H", "L", "N")),
            Map.entry("SC", List.of("S", "H", "L", "N")),
            Map.entry("SI", List.of("S", "H", "L", "N")),
            Map.entry("SA", List.of("S", "H", "L", "N")),
            Map.entry("CR", List.of("H", "M", "L")),
            Map.entry("IR", List.of("H", "M", "L")),
            Map.entry("AR", List.of("H", "M", "L")));

    private final List<String> worst;
    private final List<Integer> spans;

    WorstVectors(List<String> worst, List<Integer> spans) {
        this.worst = worst;
        this.spans = spans;
    }

    /** How far into its level a vector is: 0 at a worst vector, towards 1 at the mildest. */
    double share(Cvss4 vector, int level) {
        for (String candidate : worst.get(level).split(" ")) {
            int steps = stepsBelow(vector, candidate);
            if (steps >= 0) {
                return (double) steps / spans.get(level);
            }
        }
        return 0;
    }

    /** Steps from a worst vector down to this one; -1 where this one is worse in some metric. */
    private static int stepsBelow(Cvss4 vector, String candidate) {
        int sum = 0;
        for (String part : candidate.split("/")) {
            int colon = part.indexOf(':');
            String name = part.substring(0, colon);
            List<String> steps = STEPS.getOrDefault(name, List.of());
            int below = steps.indexOf(vector.value(name)) - steps.indexOf(part.substring(colon + 1));
            if (below < 0) {
                return -1;
            }
            sum += below;
        }
        return sum;
    }
}
