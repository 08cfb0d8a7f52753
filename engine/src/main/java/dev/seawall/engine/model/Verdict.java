package dev.seawall.engine.model;

import java.util.List;

/** What the policy says of a report; reasons are sentences and empty where it passed. */
public record Verdict(boolean passed, String policy, List<String> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
