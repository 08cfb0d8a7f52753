/** Compressed streams and tar archives, hostile ones included. */
@NullMarked
package dev.seawall.engine.archive;

import org.jspecify.annotations.NullMarked;
