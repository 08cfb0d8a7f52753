/**
 * A reader of POSIX and bash script fragments that is good enough for checks: which simple commands are there, with
 * which words, in which pipeline. It never fails; what it cannot follow it notes and skips.
 */
@NullMarked
package dev.seawall.engine.check.shell;

import org.jspecify.annotations.NullMarked;
