package dev.seawall.agent.watch;

import dev.seawall.engine.rule.Priority;
import dev.seawall.engine.rule.Rule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to watch with.
 *
 * @param least alerts of lower priority are not told
 * @param firstOnly true where an event fires the first rule only, false where it fires all that fit
 * @param root the host's root folder
 * @param recorder told each event behind an alert, written down; null for none
 */
public record WatchOptions(
        List<Rule> rules,
        Priority least,
        boolean firstOnly,
        Path root,
        @Nullable EventRecorder recorder) {
    public WatchOptions {
        rules = List.copyOf(rules);
    }

    /** All rules, every priority, of the host this runs on. */
    public static WatchOptions of(List<Rule> rules) {
        return new WatchOptions(rules, Priority.DEBUG, false, Path.of("/"), null);
    }
}
