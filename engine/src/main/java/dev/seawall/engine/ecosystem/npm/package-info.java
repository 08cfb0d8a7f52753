/** npm, Yarn, pnpm and Bun: installed packages and lock files. */
@NullMarked
package dev.seawall.engine.ecosystem.npm;

import org.jspecify.annotations.NullMarked;
