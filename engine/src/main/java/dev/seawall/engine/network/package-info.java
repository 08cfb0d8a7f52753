/**
 * Who can reach whom: network policies, services and entrances of Kubernetes manifests and the networks of Compose files,
 * computed as sets. Front door: {@link dev.seawall.engine.network.NetworkAnalyzer}.
 */
@NullMarked
package dev.seawall.engine.network;

import org.jspecify.annotations.NullMarked;
