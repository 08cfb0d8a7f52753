/** Who did what, from where and with what outcome: append-only and hash-chained. */
@NullMarked
package dev.seawall.server.audit;

import org.jspecify.annotations.NullMarked;
