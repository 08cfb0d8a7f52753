package dev.seawall.agent.watch;

import dev.seawall.engine.rule.Rule;
import java.util.List;
import java.util.Map;

/** Who keeps the events behind alerts. */
public interface EventRecorder {
    /** @param fields the event, by field; absent ones left out */
    void record(Rule rule, Map<String, List<String>> fields);
}
