/** Who may do what in the registry, and the tokens that say so. */
@NullMarked
package dev.seawall.server.registry.access;

import org.jspecify.annotations.NullMarked;
