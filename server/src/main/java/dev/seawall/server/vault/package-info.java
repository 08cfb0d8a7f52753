/** A secrets vault that speaks Vault's HTTP API; the front door is {@code Vault}. */
@NullMarked
package dev.seawall.server.vault;

import org.jspecify.annotations.NullMarked;
