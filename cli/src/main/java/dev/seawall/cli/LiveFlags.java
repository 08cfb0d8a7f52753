package dev.seawall.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of {@code check} for live targets. */
final class LiveFlags {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "For cluster: (default: $KUBECONFIG, else ~/.kube/config)")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--allow-insecure-cluster",
            description = "For cluster: accept a kubeconfig that does not verify the server")
    boolean insecureCluster;

    @Option(names = "--allow-exec", description = "For cluster: run the kubeconfig's credential program")
    boolean exec;
}
