/** Rust: Cargo lock files, manifests and audit data in binaries. */
@NullMarked
package dev.seawall.engine.ecosystem.cargo;

import org.jspecify.annotations.NullMarked;
