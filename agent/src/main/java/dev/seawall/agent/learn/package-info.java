/** Learns what a container does, and writes the profiles that allow just that. */
@NullMarked
package dev.seawall.agent.learn;

import org.jspecify.annotations.NullMarked;
