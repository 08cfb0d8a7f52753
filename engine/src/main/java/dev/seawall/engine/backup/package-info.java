/** Backups of a host by restic: a declared plan, snapshots, restores, and drills that prove a restore. */
@NullMarked
package dev.seawall.engine.backup;

import org.jspecify.annotations.NullMarked;
