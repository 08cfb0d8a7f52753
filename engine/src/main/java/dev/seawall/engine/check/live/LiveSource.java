package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Documents;
import dev.seawall.engine.model.Target;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a live target told, ready to be judged.
 *
 * @param target what was looked at
 * @param documents what it holds; what could not be read is among the problems, never left out silently
 * @param unread kinds of documents that could not be read, with the reason: their checks are in doubt, not passed
 */
public record LiveSource(Target target, Documents documents, Map<String, String> unread) {
    public LiveSource {
        unread = new TreeMap<>(unread);
    }

    /** A source that told everything. */
    public LiveSource(Target target, Documents documents) {
        this(target, documents, Map.of());
    }
}
