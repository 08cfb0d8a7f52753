package dev.seawall.engine.cvss;

/** Version 2.0: "A Complete Guide to the Common Vulnerability Scoring System Version 2.0", section 3.2. */
record Cvss2(Metrics metrics) implements Cvss {
    static final MetricTable METRICS = new MetricTable("AV!L,A,N AC!H,M,L Au!M,S,N C!N,P,C I!N,P,C A!N,P,C"
            + " E:ND,U,POC,F,H RL:ND,OF,TF,W,U RC:ND,UC,UR,C"
            + " CDP:ND,N,L,LM,MH,H TD:ND,N,L,M,H CR:ND,L,M,H IR:ND,L,M,H AR:ND,L,M,H");

    private static final String[] TEMPORAL = {"E", "RL", "RC"};
    private static final String[] ENVIRONMENTAL = {"CDP", "TD", "CR", "IR", "AR"};

    Cvss2 {
        if (metrics.holdsSome(TEMPORAL) || metrics.holdsSome(ENVIRONMENTAL)) {
            throw new IllegalArgumentException("a group of metrics must be whole: " + metrics.vector());
        }
    }

    @Override
    public String version() {
        return "2.0";
    }

    @Override
    public String vector() {
        return metrics.vector();
    }

    @Override
    public double baseScore() {
        return base(impact(1, 1, 1));
    }

    @Override
    public double score() {
        if (!metrics.definesAny(ENVIRONMENTAL)) {
            return temporal(baseScore());
        }
        double impact = Math.min(10, impact(requirement("CR"), requirement("IR"), requirement("AR")));
        double temporal = temporal(base(impact));
        return rounded((temporal + (10 - temporal) * collateralDamage()) * targetDistribution());
    }

    private double impact(double confidentiality, double integrity, double availability) {
        return 10.41
                * (1
                        - (1 - loss("C") * confidentiality)
                                * (1 - loss("I") * integrity)
                                * (1 - loss("A") * availability));
    }

    private double base(double impact) {
        double exploitability = 20 * accessVector() * accessComplexity() * authentication();
        return rounded((0.6 * impact + 0.4 * exploitability - 1.5) * (impact == 0 ? 0 : 1.176));
    }

    private double temporal(double base) {
        return metrics.definesAny(TEMPORAL) ? rounded(base * exploitability() * remediation() * confidence()) : base;
    }

    private static double rounded(double score) {
        return Math.max(0, Math.round(score * 10 + 1e-9)) / 10.0;
    }

    private double loss(String metric) {
        return switch (metrics.value(metric)) {
            case "P" -> 0.275;
            case "C" -> 0.660;
            default -> 0;
        };
    }

    private double requirement(String metric) {
        return switch (metrics.value(metric)) {
            case "L" -> 0.5;
            case "H" -> 1.51;
            default -> 1;
        };
    }

    private double accessVector() {
        return switch (metrics.value("AV")) {
            case "L" -> 0.395;
            case "A" -> 0.646;
            default -> 1;
        };
    }

    private double accessComplexity() {
        return switch (metrics.value("AC")) {
            case "H" -> 0.35;
            case "M" -> 0.61;
            default -> 0.71;
        };
    }

    private double authentication() {
        return switch (metrics.value("Au")) {
            case "M" -> 0.45;
            case "S" -> 0.56;
            default -> 0.704;
        };
    }

    private double exploitability() {
        return switch (metrics.value("E")) {
            case "U" -> 0.85;
            case "POC" -> 0.9;
            case "F" -> 0.95;
            default -> 1;
        };
    }

    private double remediation() {
        return switch (metrics.value("RL")) {
            case "OF" -> 0.87;
            case "TF" -> 0.9;
            case "W" -> 0.95;
            default -> 1;
        };
    }

    private double confidence() {
        return switch (metrics.value("RC")) {
            case "UC" -> 0.9;
            case "UR" -> 0.95;
            default -> 1;
        };
    }

    private double collateralDamage() {
        return switch (metrics.value("CDP")) {
            case "L" -> 0.1;
            case "LM" -> 0.3;
            case "MH" -> 0.4;
            case "H" -> 0.5;
            default -> 0;
        };
    }

    private double targetDistribution() {
        return switch (metrics.value("TD")) {
            case "N" -> 0;
            case "L" -> 0.25;
            case "M" -> 0.75;
            default -> 1;
        };
    }
}
