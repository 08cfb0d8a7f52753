/** Where entries rest: authenticated encryption, the key ring, the chain of commits, and the narrow storage interface. */
@NullMarked
package dev.seawall.server.vault.storage;

import org.jspecify.annotations.NullMarked;
