package dev.seawall.engine.cvss;

import java.util.function.UnaryOperator;

/** Versions 3.0 and 3.1: section 7 and appendix A of their specifications; they differ in one environmental term. */
record Cvss3(String version, Metrics metrics) implements Cvss {
    static final MetricTable METRICS = new MetricTable("AV!N,A,L,P AC!L,H PR!N,L,H UI!N,R S!U,C C!H,L,N I!H,L,N A!H,L,N"
            + " E:X,H,F,P,U RL:X,U,W,T,O RC:X,C,R,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L"
            + " MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,H,L,N MI:X,H,L,N MA:X,H,L,N");
    private static final String[] ENVIRONMENTAL = {"CR", "IR", "AR", "MAV", "MAC", "MPR", "MUI", "MS", "MC", "MI", "MA"
    };

    @Override
    public String vector() {
        return metrics.vector();
    }

    @Override
    public double baseScore() {
        double share =
                1 - (1 - loss(metrics.value("C"))) * (1 - loss(metrics.value("I"))) * (1 - loss(metrics.value("A")));
        boolean changed = metrics.value("S").equals("C");
        double impact = changed ? 7.52 * (share - 0.029) - 3.25 * Math.pow(share - 0.02, 15) : 6.42 * share;
        return combined(impact, exploitability(metrics::value, changed), changed);
    }

    @Override
    public double score() {
        double score = metrics.definesAny(ENVIRONMENTAL) ? modifiedScore() : baseScore();
        return roundedUp(score * maturity() * remediation() * confidence());
    }

    private double modifiedScore() {
        double share = Math.min(0.915, 1 - (1 - requiredLoss("C")) * (1 - requiredLoss("I")) * (1 - requiredLoss("A")));
        boolean changed = metrics.modified("S").equals("C");
        double impact = changed ? 7.52 * (share - 0.029) - modifiedTerm(share) : 6.42 * share;
        return combined(impact, exploitability(metrics::modified, changed), changed);
    }

    private double modifiedTerm(double share) {
        return version.equals("3.0") ? 3.25 * Math.pow(share - 0.02, 15) : 3.25 * Math.pow(share * 0.9731 - 0.02, 13);
    }

    private static double combined(double impact, double exploitability, boolean changed) {
        if (impact <= 0) {
            return 0;
        }
        return roundedUp(Math.min(10, (impact + exploitability) * (changed ? 1.08 : 1)));
    }

    /** The smallest number with one decimal that is not below, without being led astray by binary fractions. */
    private static double roundedUp(double score) {
        long scaled = Math.round(score * 100_000);
        return scaled % 10_000 == 0 ? scaled / 100_000.0 : (scaled / 10_000 + 1) / 10.0;
    }

    private double exploitability(UnaryOperator<String> value, boolean changed) {
        double interaction = value.apply("UI").equals("N") ? 0.85 : 0.62;
        double complexity = value.apply("AC").equals("L") ? 0.77 : 0.44;
        return 8.22
                * attackVector(value.apply("AV"))
                * complexity
                * privileges(value.apply("PR"), changed)
                * interaction;
    }

    private static double attackVector(String value) {
        return switch (value) {
            case "N" -> 0.85;
            case "A" -> 0.62;
            case "L" -> 0.55;
            default -> 0.2;
        };
    }

    private static double privileges(String value, boolean changed) {
        return switch (value) {
            case "N" -> 0.85;
            case "L" -> changed ? 0.68 : 0.62;
            default -> changed ? 0.5 : 0.27;
        };
    }

    private static double loss(String value) {
        return switch (value) {
            case "H" -> 0.56;
            case "L" -> 0.22;
            default -> 0;
        };
    }

    private double requiredLoss(String metric) {
        double requirement =
                switch (metrics.value(metric + "R")) {
                    case "H" -> 1.5;
                    case "L" -> 0.5;
                    default -> 1;
                };
        return requirement * loss(metrics.modified(metric));
    }

    private double maturity() {
        return switch (metrics.value("E")) {
            case "F" -> 0.97;
            case "P" -> 0.94;
            case "U" -> 0.91;
            default -> 1;
        };
    }

    private double remediation() {
        return switch (metrics.value("RL")) {
            case "W" -> 0.97;
            case "T" -> 0.96;
            case "O" -> 0.95;
            default -> 1;
        };
    }

    private double confidence() {
        return switch (metrics.value("RC")) {
            case "R" -> 0.96;
            case "U" -> 0.92;
            default -> 1;
        };
    }
}
