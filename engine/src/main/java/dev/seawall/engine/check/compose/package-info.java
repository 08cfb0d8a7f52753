/** Compose files, and the translation of everything that is described like a Compose service into a PodSpec. */
@NullMarked
package dev.seawall.engine.check.compose;

import org.jspecify.annotations.NullMarked;
