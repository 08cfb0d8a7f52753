package dev.seawall.engine.cvss;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The score that experts gave each class of version 4.0 vectors: FIRST's table, a resource. */
final class MacroVectorScores {
    private static final Map<String, Double> SCORES = load();

    private MacroVectorScores() {}

    /** The score of a class; not a number where there is no such class. */
    static double score(String macroVector) {
        return SCORES.getOrDefault(macroVector, Double.NaN);
    }

    private static Map<String, Double> load() {
        Map<String, Double> scores = new HashMap<>();
        try (InputStream in = MacroVectorScores.class.getResourceAsStream("/cvss/v4-macro-vectors.txt");
                var lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    scores.put(line.substring(0, 6), Double.parseDouble(line.substring(7)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.copyOf(scores);
    }
}
