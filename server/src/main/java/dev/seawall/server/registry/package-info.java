/** Stands in front of a registry: who may do what in it, and which images may be pulled from it. */
@NullMarked
package dev.seawall.server.registry;

import org.jspecify.annotations.NullMarked;
