/** What counts and what does not: filters, ignore files, exceptions, VEX, policies and the verdict. Pure functions. */
@NullMarked
package dev.seawall.engine.policy;

import org.jspecify.annotations.NullMarked;
