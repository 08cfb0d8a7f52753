/** The server's settings: what the command line and the configuration file say. */
@NullMarked
package dev.seawall.server.config;

import org.jspecify.annotations.NullMarked;
