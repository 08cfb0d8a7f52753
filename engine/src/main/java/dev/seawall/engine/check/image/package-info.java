/** Image configurations as documents that checks target: {@code image}. */
@NullMarked
package dev.seawall.engine.check.image;

import org.jspecify.annotations.NullMarked;
