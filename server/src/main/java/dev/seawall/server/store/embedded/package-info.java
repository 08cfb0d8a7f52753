/** SQLite in the server's home. */
@NullMarked
package dev.seawall.server.store.embedded;

import org.jspecify.annotations.NullMarked;
