/** The server module. */
@NullMarked
package dev.seawall.server;

import org.jspecify.annotations.NullMarked;
