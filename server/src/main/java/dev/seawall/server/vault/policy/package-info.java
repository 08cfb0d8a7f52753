/** Access policies: their grammar, and what a set of them allows. */
@NullMarked
package dev.seawall.server.vault.policy;

import org.jspecify.annotations.NullMarked;
