package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Documents;
import dev.seawall.engine.model.Target;

/**
 * What a live target told, ready to be judged.
 *
 * @param target what was looked at
 * @param documents what it holds; what could not be read is among the problems, never left out silently
 */
public record LiveSource(Target target, Documents documents) {}
