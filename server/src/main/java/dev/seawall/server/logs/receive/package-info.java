/** The protocols that log lines arrive by. */
@NullMarked
package dev.seawall.server.logs.receive;

import org.jspecify.annotations.NullMarked;
