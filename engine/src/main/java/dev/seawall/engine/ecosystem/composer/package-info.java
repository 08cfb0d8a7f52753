/** PHP: Composer lock files and installed packages, PEAR and PECL registries. */
@NullMarked
package dev.seawall.engine.ecosystem.composer;

import org.jspecify.annotations.NullMarked;
