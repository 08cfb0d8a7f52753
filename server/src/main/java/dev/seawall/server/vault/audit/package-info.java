/** The audit log: one keyed-hash line for each request and each response, chained. */
@NullMarked
package dev.seawall.server.vault.audit;

import org.jspecify.annotations.NullMarked;
