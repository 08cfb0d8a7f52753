/** Readers of Go modules: go.mod and its companions, vendored trees, and what the linker writes into programs. */
@NullMarked
package dev.seawall.engine.ecosystem.golang;

import org.jspecify.annotations.NullMarked;
