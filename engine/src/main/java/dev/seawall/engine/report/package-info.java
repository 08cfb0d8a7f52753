/** Writes a {@link dev.seawall.engine.model.Report}: one class per format, all deterministic, all streaming. */
@NullMarked
package dev.seawall.engine.report;

import org.jspecify.annotations.NullMarked;
