/** One file that holds a server's state, and the proof that it can be read back. */
@NullMarked
package dev.seawall.server.store.backup;

import org.jspecify.annotations.NullMarked;
