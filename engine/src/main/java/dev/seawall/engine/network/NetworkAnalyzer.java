package dev.seawall.engine.network;

import dev.seawall.engine.model.SeawallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Front door: computes who can reach whom from the files below a path. Opens no socket. */
public final class NetworkAnalyzer {
    private static final String WHAT = "compute who can reach whom";

    private NetworkAnalyzer() {}

    /**
     * Analyses Kubernetes manifests (YAML and JSON) and Compose files, searched through all folders.
     *
     * @param path a folder or one file
     * @param explain whether every connection names the rules that allow it
     * @throws SeawallException where nothing can be read or a policy is malformed; names file and line
     */
    public static NetworkAnalysis analyze(Path path, boolean explain) {
        ManifestReader files = read(path);
        List<String> warnings = new ArrayList<>();
        List<String> peers = new ArrayList<>();
        ComposeReach compose = new ComposeReach(new ComposeReader(files.compose(), warnings), explain);
        List<Connection> connections = new ArrayList<>(compose.connections());
        compose.services().forEach(service -> peers.add(service.shown()));
        try {
            KubernetesReach reach = new KubernetesReach(files.manifests(), warnings, explain);
            List<Workload> workloads = reach.workloads();
            connections.addAll(reach.connections(workloads));
            workloads.forEach(workload -> peers.add(workload.shown()));
        } catch (MalformedPolicyException e) {
            throw malformed(e);
        }
        connections.sort(Comparator.comparing(Connection::from)
                .thenComparing(Connection::to)
                .thenComparing(Connection::network));
        return new NetworkAnalysis(
                connections,
                peers.stream().sorted().toList(),
                warnings.stream().distinct().toList(),
                files.unreadable());
    }

    /**
     * Least-privilege NetworkPolicies as YAML: a default deny, and what the manifests show to be needed.
     *
     * @throws SeawallException as {@link #analyze}, and where there are no Kubernetes workloads
     */
    public static String networkPolicies(Path path) {
        ManifestReader files = read(path);
        try {
            KubernetesReach reach = new KubernetesReach(files.manifests(), new ArrayList<>(), false);
            List<Workload> workloads = reach.workloads();
            if (workloads.isEmpty()) {
                throw new SeawallException(
                        "write NetworkPolicies",
                        "there are no Kubernetes workloads in " + path,
                        "For Compose files use --as nftables");
            }
            return PolicyWriter.write(files.manifests(), reach, workloads);
        } catch (MalformedPolicyException e) {
            throw malformed(e);
        }
    }

    /**
     * nftables rules for the host of Compose files.
     *
     * @throws SeawallException where there are no Compose files
     */
    public static String nftables(Path path) {
        ManifestReader files = read(path);
        if (files.compose().isEmpty()) {
            throw new SeawallException(
                    "write nftables rules",
                    "there are no Compose files in " + path,
                    "For Kubernetes manifests use --as networkpolicy");
        }
        ComposeReader reader = new ComposeReader(files.compose(), new ArrayList<>());
        List<ComposeMember> services = reader.services();
        return NftablesWriter.write(services, reader.networks());
    }

    private static ManifestReader read(Path path) {
        ManifestReader files = ManifestReader.read(path);
        if (!files.manifests().isEmpty() || !files.compose().isEmpty()) {
            return files;
        }
        String because = files.unreadable().isEmpty()
                ? "there are no Kubernetes objects and no Compose services in " + path
                : files.unreadable().getFirst().path() + ": "
                        + files.unreadable().getFirst().reason();
        throw new SeawallException(WHAT, because, "Give a folder of manifests or a Compose file");
    }

    private static SeawallException malformed(MalformedPolicyException e) {
        return new SeawallException(WHAT, String.valueOf(e.getMessage()), "Mend that object, or leave it out", e);
    }
}
