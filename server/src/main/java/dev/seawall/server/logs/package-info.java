/** Log lines: taken in, kept and found again. */
@NullMarked
package dev.seawall.server.logs;

import org.jspecify.annotations.NullMarked;
