/** Kubernetes manifests as documents and workloads. */
@NullMarked
package dev.seawall.engine.check.kubernetes;

import org.jspecify.annotations.NullMarked;
