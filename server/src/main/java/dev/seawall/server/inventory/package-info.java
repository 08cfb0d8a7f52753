/** What was scanned and what was found in it: scans, targets, findings over all of them. */
@NullMarked
package dev.seawall.server.inventory;

import org.jspecify.annotations.NullMarked;
