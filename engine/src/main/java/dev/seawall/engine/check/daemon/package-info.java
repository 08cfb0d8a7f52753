/** Configuration of container engines. */
@NullMarked
package dev.seawall.engine.check.daemon;

import org.jspecify.annotations.NullMarked;
