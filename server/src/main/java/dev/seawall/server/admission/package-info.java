/** Kubernetes asks here whether an object may be stored: the same checks, trust and scan policy as everywhere. */
@NullMarked
package dev.seawall.server.admission;

import org.jspecify.annotations.NullMarked;
