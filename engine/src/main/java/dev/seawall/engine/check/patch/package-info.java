/** Changes to the bytes of configuration that leave everything else as it was. */
@NullMarked
package dev.seawall.engine.check.patch;

import org.jspecify.annotations.NullMarked;
