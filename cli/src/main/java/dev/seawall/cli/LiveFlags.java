package dev.seawall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description =
                    "An image that the configuration runs, to judge both together (oci:DIR, archive:FILE, a reference …)")
    List<String> images = new ArrayList<>();

    @Option(names = "--allow-exec", description = "For cluster: run the kubeconfig's credential program")
    boolean exec;
}
