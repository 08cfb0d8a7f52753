/** Helm charts: rendered by Helm itself in a child process, findings brought back to templates and values. */
@NullMarked
package dev.seawall.engine.check.helm;

import org.jspecify.annotations.NullMarked;
