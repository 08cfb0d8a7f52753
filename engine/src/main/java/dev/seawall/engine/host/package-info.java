/** Audits a host, running or as a mounted root: readers of its configuration, checks as data, one front door. */
@NullMarked
package dev.seawall.engine.host;

import org.jspecify.annotations.NullMarked;
