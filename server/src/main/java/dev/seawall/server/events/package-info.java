/** What happened, in order, for pages and programs that watch. */
@NullMarked
package dev.seawall.server.events;

import org.jspecify.annotations.NullMarked;
