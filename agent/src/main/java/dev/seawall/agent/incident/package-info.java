/** Alerts of one process tree in one container, folded into incidents. */
@NullMarked
package dev.seawall.agent.incident;

import org.jspecify.annotations.NullMarked;
