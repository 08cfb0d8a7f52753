/** How the root key is kept away from the storage: Shamir shares and key files. */
@NullMarked
package dev.seawall.server.vault.seal;

import org.jspecify.annotations.NullMarked;
