/** The road of a request: its token, its policies, its mount, its lease, its wrapping, its audit lines. */
@NullMarked
package dev.seawall.server.vault.core;

import org.jspecify.annotations.NullMarked;
