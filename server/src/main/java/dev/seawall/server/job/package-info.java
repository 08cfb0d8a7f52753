/** Work in the background: queued, leased, resumed after a crash, cancelled, tried again. */
@NullMarked
package dev.seawall.server.job;

import org.jspecify.annotations.NullMarked;
