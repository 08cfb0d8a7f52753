/** The system paths: sealing, mounts, policies, leases, wrapping, audit. */
@NullMarked
package dev.seawall.server.vault.sys;

import org.jspecify.annotations.NullMarked;
