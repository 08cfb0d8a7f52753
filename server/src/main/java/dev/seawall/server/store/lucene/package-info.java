/** Lucene, which finds recent log lines; it holds nothing that cannot be rebuilt from the blocks. */
@NullMarked
package dev.seawall.server.store.lucene;

import org.jspecify.annotations.NullMarked;
