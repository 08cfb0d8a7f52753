package dev.seawall.server.vault.policy;

import java.util.List;
import java.util.Optional;

/** A policy as it was understood. */
public final class Policy {
    private final String name;
    private final List<PathRule> rules;

    Policy(String name, List<PathRule> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
    }

    /** Reads a policy in HCL or JSON. */
    public static Policy parse(String name, String text) throws BadPolicyException {
        return PolicyReader.read(name, text, Optional.empty());
    }

    /** Reads a policy whose paths may name whom it speaks for, as {@code {{identity.entity.id}}}. */
    public static Policy parseFor(String name, String text, Subject subject) throws BadPolicyException {
        return PolicyReader.read(name, text, Optional.of(subject));
    }

    /** Its name, in lower case. */
    public String name() {
        return name;
    }

    List<PathRule> rules() {
        return rules;
    }
}
