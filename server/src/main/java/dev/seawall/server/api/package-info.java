/** The HTTP API on the listener web. */
@NullMarked
package dev.seawall.server.api;

import org.jspecify.annotations.NullMarked;
