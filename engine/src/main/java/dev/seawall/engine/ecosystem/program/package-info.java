/** Readers of software that no package manager knows: programs by their version strings, Java distributions, ELF notes. */
@NullMarked
package dev.seawall.engine.ecosystem.program;

import org.jspecify.annotations.NullMarked;
