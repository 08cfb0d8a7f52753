/** Moves a Dockerfile or an image onto the newest supported release of the same base. */
@NullMarked
package dev.seawall.engine.rebase;

import org.jspecify.annotations.NullMarked;
