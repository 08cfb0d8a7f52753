package dev.seawall.engine.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A framework people are audited against: the checks whose controls start with one of its prefixes. */
public enum Profile {
    PSS("pss", "PSS:"),
    PSS_BASELINE("pss-baseline", "PSS:baseline"),
    PSS_RESTRICTED("pss-restricted", "PSS:baseline", "PSS:restricted"),
    CIS_DOCKER("cis-docker", "CIS-DOCKER"),
    CIS_KUBERNETES("cis-kubernetes", "CIS-KUBERNETES"),
    NSA("nsa", "NSA:"),
    NIST_800_190("nist-800-190", "NIST-800-190:"),
    OWASP_DOCKER("owasp-docker", "OWASP-DOCKER:");

    private final String label;
    private final List<String> prefixes;

    Profile(String label, String... prefixes) {
        this.label = label;
        this.prefixes = List.of(prefixes);
    }

    /** As the command line spells it. */
    public String label() {
        return label;
    }

    /** The profile of a name, empty for an unknown one. */
    public static Optional<Profile> parse(String name) {
        return Arrays.stream(values()).filter(p -> p.label.equals(name)).findFirst();
    }

    /** Every name, for help and errors. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Profile::label).toList();
    }

    boolean selects(Check check) {
        return check.controls().stream().anyMatch(control -> prefixes.stream().anyMatch(control::startsWith));
    }
}
