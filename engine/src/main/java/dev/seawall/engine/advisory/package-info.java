/** Advisory data: records as OSV has them, the stores that hold them, and how they are asked. */
@NullMarked
package dev.seawall.engine.advisory;

import org.jspecify.annotations.NullMarked;
