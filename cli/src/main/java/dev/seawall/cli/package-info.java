/** The cli module. */
@NullMarked
package dev.seawall.cli;

import org.jspecify.annotations.NullMarked;
