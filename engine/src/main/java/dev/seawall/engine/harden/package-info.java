/** What an image does not need: reach from its entrypoint, the plan of removals, and the slimmer image. */
@NullMarked
package dev.seawall.engine.harden;

import org.jspecify.annotations.NullMarked;
