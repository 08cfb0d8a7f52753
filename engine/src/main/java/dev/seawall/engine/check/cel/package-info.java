/** The condition language: CEL, type-checked by dev.cel while building, evaluated here without it. */
@NullMarked
package dev.seawall.engine.check.cel;

import org.jspecify.annotations.NullMarked;
