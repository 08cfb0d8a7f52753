/** What agent, server and command line say to each other, and how the command line finds the other two. */
@NullMarked
package dev.seawall.engine.wire;

import org.jspecify.annotations.NullMarked;
