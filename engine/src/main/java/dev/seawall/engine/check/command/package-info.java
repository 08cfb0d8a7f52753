/** Containers that are started by a command line: {@code docker run} in scripts. */
@NullMarked
package dev.seawall.engine.check.command;

import org.jspecify.annotations.NullMarked;
