/** Authentication methods, one class each. */
@NullMarked
package dev.seawall.server.vault.auth;

import org.jspecify.annotations.NullMarked;
