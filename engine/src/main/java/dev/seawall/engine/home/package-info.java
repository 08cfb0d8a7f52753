/** Where Seawall keeps its state on this machine. */
@NullMarked
package dev.seawall.engine.home;

import org.jspecify.annotations.NullMarked;
