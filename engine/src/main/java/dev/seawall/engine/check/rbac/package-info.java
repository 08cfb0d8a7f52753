/** Who may what in a cluster, also by becoming somebody else. */
@NullMarked
package dev.seawall.engine.check.rbac;

import org.jspecify.annotations.NullMarked;
