/** Log lines in encrypted, compressed blocks: the only durable copy, searchable by itself. */
@NullMarked
package dev.seawall.server.logs.archive;

import org.jspecify.annotations.NullMarked;
