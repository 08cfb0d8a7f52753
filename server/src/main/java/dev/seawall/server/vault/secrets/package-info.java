/** Secrets engines, one class each. */
@NullMarked
package dev.seawall.server.vault.secrets;

import org.jspecify.annotations.NullMarked;
