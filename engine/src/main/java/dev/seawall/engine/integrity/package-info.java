/** File integrity: a signed baseline of paths, and what differs from it now. */
@NullMarked
package dev.seawall.engine.integrity;

import org.jspecify.annotations.NullMarked;
