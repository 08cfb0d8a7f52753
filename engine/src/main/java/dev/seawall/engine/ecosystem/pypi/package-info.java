/** Python: installed distributions, lock files and requirements. */
@NullMarked
package dev.seawall.engine.ecosystem.pypi;

import org.jspecify.annotations.NullMarked;
