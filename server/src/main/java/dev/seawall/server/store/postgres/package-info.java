/** PostgreSQL, for more than one machine. */
@NullMarked
package dev.seawall.server.store.postgres;

import org.jspecify.annotations.NullMarked;
