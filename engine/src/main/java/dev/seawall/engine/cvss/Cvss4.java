package dev.seawall.engine.cvss;

import java.util.Map;

/** Version 4.0: the score of a vector's class, less what the vector's place in that class takes off (section 8). */
record Cvss4(Metrics metrics) implements Cvss {
    static final MetricTable METRICS = new MetricTable(
            "AV!N,A,L,P AC!L,H AT!N,P PR!N,L,H UI!N,P,A VC!H,L,N VI!H,L,N VA!H,L,N SC!H,L,N SI!H,L,N SA!H,L,N"
                    + " E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H"
                    + " MUI:X,N,P,A MVC:X,H,L,N MVI:X,H,L,N MVA:X,H,L,N MSC:X,H,L,N MSI:X,S,H,L,N MSA:X,S,H,L,N"
                    + " S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red");
    private static final String[] BASE = {"AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"};

    @Override
    public String version() {
        return "4.0";
    }

    @Override
    public String vector() {
        return metrics.vector();
    }

    @Override
    public double baseScore() {
        return new Cvss4(base()).score();
    }

    private Metrics base() {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (String name : BASE) {
            values.put(name, metrics.value(name));
        }
        return new Metrics(metrics.prefix(), values);
    }

    @Override
    public double score() {
        if (!hurts("VC") && !hurts("VI") && !hurts("VA") && !hurts("SC") && !hurts("SI") && !hurts("SA")) {
            return 0;
        }
        MacroVector macro = MacroVector.of(this);
        double score = macro.score() - macro.meanDistance(this);
        return Math.round((Math.clamp(score, 0, 10) + 1e-6) * 10) / 10.0;
    }

    private boolean hurts(String metric) {
        return !value(metric).equals("N");
    }

    /** The value that counts: the modified one where there is one, the worst where nothing is defined. */
    String value(String name) {
        String value = metrics.modified(name);
        if (!value.equals("X")) {
            return value;
        }
        return name.equals("E") ? "A" : "H";
    }

    boolean is(String metric, String value) {
        return value(metric).equals(value);
    }
}
