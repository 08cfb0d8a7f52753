/** Values as they travel: JSON with its numbers kept, durations as Vault's clients write them, random identifiers. */
@NullMarked
package dev.seawall.server.vault.wire;

import org.jspecify.annotations.NullMarked;
