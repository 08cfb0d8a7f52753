/** One class per packaging ecosystem, and the sorted list of them. */
@NullMarked
package dev.seawall.engine.ecosystem;

import org.jspecify.annotations.NullMarked;
