package dev.seawall.engine.cvss;

import java.util.Optional;

/** A severity vector of any version of CVSS, as FIRST specifies them. */
public sealed interface Cvss permits Cvss2, Cvss3, Cvss4 {
    /**
     * Reads a vector; its prefix says the version, none means 2.0. Strict: unknown, repeated and missing metrics are
     * refused; their order is free.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Cvss parse(String vector) {
        if (vector.startsWith("CVSS:4.0/")) {
            return new Cvss4(Cvss4.METRICS.read(vector, "CVSS:4.0/"));
        }
        if (vector.startsWith("CVSS:3.1/")) {
            return new Cvss3("3.1", Cvss3.METRICS.read(vector, "CVSS:3.1/"));
        }
        if (vector.startsWith("CVSS:3.0/")) {
            return new Cvss3("3.0", Cvss3.METRICS.read(vector, "CVSS:3.0/"));
        }
        return new Cvss2(Cvss2.METRICS.read(vector, ""));
    }

    /** As {@link #parse}, empty where the text is no vector. */
    static Optional<Cvss> find(String vector) {
        try {
            return Optional.of(parse(vector));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** The version of the specification: 2.0, 3.0, 3.1 or 4.0. */
    String version();

    /** The score of the base metrics alone, 0.0 to 10.0 in steps of 0.1. */
    double baseScore();

    /** The score with every metric that is present: base, temporal or threat, environmental. */
    double score();

    /** The vector with its metrics in the order of the specification. */
    String vector();
}
