package dev.seawall.engine.network;

import org.jspecify.annotations.Nullable;

/**
 * A connection that the manifests themselves show to be needed.
 *
 * @param from the workload that opens it; null where it comes from an entrance or from anywhere
 * @param anywhere true where the outside may open it (LoadBalancer, NodePort)
 * @param reason what shows it, with its place
 */
record Flow(@Nullable Workload from, boolean anywhere, Workload to, Ports ports, String reason) {}
