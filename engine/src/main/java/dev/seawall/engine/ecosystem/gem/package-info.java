/** Ruby: installed gem specifications and Bundler lock files. */
@NullMarked
package dev.seawall.engine.ecosystem.gem;

import org.jspecify.annotations.NullMarked;
