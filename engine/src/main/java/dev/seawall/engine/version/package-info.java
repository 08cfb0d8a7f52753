/** How the versions of each ecosystem are ordered, and which lie in a range. */
@NullMarked
package dev.seawall.engine.version;

import org.jspecify.annotations.NullMarked;
