/** Build step: turns the check files into the index that the program reads. */
@NullMarked
package dev.seawall.engine.check.build;

import org.jspecify.annotations.NullMarked;
