package dev.seawall.engine.policy;

import dev.seawall.engine.model.Report;
import java.util.List;

/** A judged report and what its reader should know about the judging: expired waivers, VEX that almost matched. */
public record Judgement(Report report, List<String> warnings) {
    public Judgement {
        warnings = List.copyOf(warnings);
    }
}
