/** Readers of what Java builds leave behind: archives, POMs, lock files and catalogues. */
@NullMarked
package dev.seawall.engine.ecosystem.maven;

import org.jspecify.annotations.NullMarked;
