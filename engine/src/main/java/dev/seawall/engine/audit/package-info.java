/** Logs that show when they were changed. */
@NullMarked
package dev.seawall.engine.audit;

import org.jspecify.annotations.NullMarked;
