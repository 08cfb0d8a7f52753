package dev.seawall.engine.check;

import dev.seawall.engine.model.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open finding with what a repair has to know of it.
 *
 * @param variables the values of {@link CheckVariables} at the place
 */
record Violation(
        Check check, Finding finding, Document document, Places.Place place, List<@Nullable Object> variables) {}
