package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Rating;
import dev.seawall.engine.cvss.Cvss;
import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Ratings as severities and scores. */
final class Scores {
    private Scores() {}

    static Severity severity(Rating rating) {
        return severity(rating.vector().isEmpty() ? rating.word() : rating.vector());
    }

    /** The severity of a word, a bare score or a CVSS vector; UNKNOWN for anything else. */
    static Severity severity(String text) {
        if (text.isEmpty()) {
            return Severity.UNKNOWN;
        }
        if (text.contains("/")) {
            OptionalDouble score = score(text);
            return score.isPresent() ? Severity.ofScore(score.getAsDouble()) : Severity.UNKNOWN;
        }
        return Character.isDigit(text.charAt(0)) ? ofNumber(text) : Severity.parse(text.replace("*", ""));
    }

    private static Severity ofNumber(String text) {
        try {
            double score = Double.parseDouble(text);
            return score > 0 && score <= 10 ? Severity.ofScore(score) : Severity.UNKNOWN;
        } catch (NumberFormatException notANumber) {
            return Severity.UNKNOWN;
        }
    }

    /** The score of a CVSS vector of any version; empty where it is none. */
    static OptionalDouble score(String vector) {
        Optional<Cvss> parsed = vector.isEmpty() ? Optional.empty() : Cvss.find(vector);
        return parsed.isPresent() ? OptionalDouble.of(parsed.get().score()) : OptionalDouble.empty();
    }

    /** 4.0, 3.1, 3.0 or 2.0, and 0 for no vector. */
    static double cvssVersion(String vector) {
        if (vector.isEmpty()) {
            return 0;
        }
        return switch (vector.substring(0, Math.min(9, vector.length())).toUpperCase(Locale.ROOT)) {
            case "CVSS:4.0/" -> 4.0;
            case "CVSS:3.1/" -> 3.1;
            case "CVSS:3.0/" -> 3.0;
            default -> 2.0;
        };
    }

    /** Each vector once, newest CVSS version first; what does not parse is left out. */
    static List<CvssScore> of(List<Rating> ratings) {
        List<CvssScore> scores = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Rating rating : ratings) {
            OptionalDouble score = score(rating.vector());
            if (score.isPresent() && seen.add(rating.source() + " " + rating.vector())) {
                scores.add(new CvssScore(rating.vector(), score.getAsDouble(), rating.source()));
            }
        }
        scores.sort(Comparator.comparingDouble((CvssScore score) -> -cvssVersion(score.vector()))
                .thenComparing(CvssScore::source)
                .thenComparing(CvssScore::vector));
        return scores;
    }
}
