/** How far each of Seawall's practices is met, from reports and other evidence. */
@NullMarked
package dev.seawall.engine.posture;

import org.jspecify.annotations.NullMarked;
