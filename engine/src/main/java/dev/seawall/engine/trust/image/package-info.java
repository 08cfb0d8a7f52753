/** Signatures and attestations kept beside an image: where they lie, what they must say, how they are written. */
@NullMarked
package dev.seawall.engine.trust.image;

import org.jspecify.annotations.NullMarked;
