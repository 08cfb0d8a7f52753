/** Documents as plain maps, lists and scalars that know the lines they came from. */
@NullMarked
package dev.seawall.engine.check.tree;

import org.jspecify.annotations.NullMarked;
