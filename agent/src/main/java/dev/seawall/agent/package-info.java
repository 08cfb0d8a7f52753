/** The agent module. */
@NullMarked
package dev.seawall.agent;

import org.jspecify.annotations.NullMarked;
