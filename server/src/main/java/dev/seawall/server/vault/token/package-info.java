/** Tokens, leases, and who holds them. */
@NullMarked
package dev.seawall.server.vault.token;

import org.jspecify.annotations.NullMarked;
