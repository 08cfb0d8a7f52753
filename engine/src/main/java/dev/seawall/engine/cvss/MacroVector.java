package dev.seawall.engine.cvss;

import java.util.List;

/**
 * The class of a version 4.0 vector: six levels, 0 the worst, each of a group of metrics (tables 24 to 29 of the
 * specification).
 */
record MacroVector(int exploit, int complexity, int vulnerable, int subsequent, int maturity, int required) {
    private static final int EXPLOIT = 0;
    private static final int COMPLEXITY = 1;
    private static final int SUBSEQUENT = 3;
    private static final int MATURITY = 4;

    static MacroVector of(Cvss4 vector) {
        return new MacroVector(
                exploitOf(vector),
                vector.is("AC", "L") && vector.is("AT", "N") ? 0 : 1,
                vulnerableOf(vector),
                subsequentOf(vector),
                List.of("A", "P", "U").indexOf(vector.value("E")),
                requiredOf(vector));
    }

    private static int exploitOf(Cvss4 vector) {
        boolean network = vector.is("AV", "N");
        boolean anyone = vector.is("PR", "N");
        boolean alone = vector.is("UI", "N");
        if (network && anyone && alone) {
            return 0;
        }
        return (network || anyone || alone) && !vector.is("AV", "P") ? 1 : 2;
    }

    private static int vulnerableOf(Cvss4 vector) {
        if (vector.is("VC", "H") && vector.is("VI", "H")) {
            return 0;
        }
        return vector.is("VC", "H") || vector.is("VI", "H") || vector.is("VA", "H") ? 1 : 2;
    }

    private static int subsequentOf(Cvss4 vector) {
        if (vector.is("SI", "S") || vector.is("SA", "S")) {
            return 0;
        }
        return vector.is("SC", "H") || vector.is("SI", "H") || vector.is("SA", "H") ? 1 : 2;
    }

    private static int requiredOf(Cvss4 vector) {
        boolean worst = (vector.is("CR", "H") && vector.is("VC", "H"))
                || (vector.is("IR", "H") && vector.is("VI", "H"))
                || (vector.is("AR", "H") && vector.is("VA", "H"));
        return worst ? 0 : 1;
    }

    /** The score of the worst vectors of this class. */
    double score() {
        return MacroVectorScores.score(key());
    }

    private String key() {
        return "" + exploit + complexity + vulnerable + subsequent + maturity + required;
    }

    /** What a vector's place in this class takes off its score: the mean over the groups that have a lower level. */
    double meanDistance(Cvss4 vector) {
        double[] lower = {
            with(EXPLOIT), with(COMPLEXITY), lowerImpact(), with(SUBSEQUENT), with(MATURITY),
        };
        double[] shares = {
            WorstVectors.EXPLOIT.share(vector, exploit),
            WorstVectors.COMPLEXITY.share(vector, complexity),
            WorstVectors.IMPACT.share(vector, vulnerable * 2 + required),
            WorstVectors.SUBSEQUENT.share(vector, subsequent),
            0,
        };
        double sum = 0;
        int groups = 0;
        for (int i = 0; i < lower.length; i++) {
            if (!Double.isNaN(lower[i])) {
                sum += (score() - lower[i]) * shares[i];
                groups++;
            }
        }
        return groups == 0 ? 0 : sum / groups;
    }

    /** The score of the class one level lower in one group; not a number where there is none. */
    private double with(int group) {
        StringBuilder key = new StringBuilder(key());
        key.setCharAt(group, (char) (key.charAt(group) + 1));
        return MacroVectorScores.score(key.toString());
    }

    /** Impact and its requirements go down together, as not every pair of their levels can be. */
    private double lowerImpact() {
        double requirement = required == 0 ? scoreOf(vulnerable, 1) : Double.NaN;
        double impact = vulnerable < 2 ? scoreOf(vulnerable + 1, required) : Double.NaN;
        if (vulnerable == 0 && required == 0) {
            return Math.max(requirement, impact);
        }
        return required == 0 ? requirement : impact;
    }

    private double scoreOf(int otherVulnerable, int otherRequired) {
        return new MacroVector(exploit, complexity, otherVulnerable, subsequent, maturity, otherRequired).score();
    }
}
