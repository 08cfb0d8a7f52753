package dev.seawall.engine.match;

import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.Finding;
import java.util.List;

/**
 * The outcome of matching.
 *
 * @param findings one per vulnerability and package, in package order and then by id
 * @param coverage one per ecosystem met, by name
 */
public record Matches(List<Finding> findings, List<Coverage> coverage) {
    public Matches {
        findings = List.copyOf(findings);
        coverage = List.copyOf(coverage);
    }
}
