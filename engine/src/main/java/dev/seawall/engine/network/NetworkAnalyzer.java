package dev.seawall.engine.network;

import dev.seawall.engine.model.SeawallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Front door: computes who can reach whom from the files below a path. Opens no socket. */
public final class NetworkAnalyzer {
    private NetworkAnalyzer() {}

    /**
     * Analyses Kubernetes manifests (YAML and JSON, searched through all folders).
     *
     * @param path a folder or one file
     * @param explain whether every connection names the rules that allow it
     * @throws SeawallException where nothing can be read or a policy is malformed; names file and line
     */
    public static NetworkAnalysis analyze(Path path, boolean explain) {
        ManifestReader files = ManifestReader.read(path);
        if (files.manifests().isEmpty() && files.compose().isEmpty()) {
            throw nothing(path, files);
        }
        List<String> warnings = new ArrayList<>();
        try {
            KubernetesReach reach = new KubernetesReach(files.manifests(), warnings, explain);
            List<Workload> workloads = reach.workloads();
            List<Connection> connections = reach.connections(workloads);
            return new NetworkAnalysis(
                    connections,
                    workloads.stream().map(Workload::shown).sorted().toList(),
                    warnings.stream().distinct().toList(),
                    files.unreadable());
        } catch (MalformedPolicyException e) {
            throw new SeawallException(
                    "compute who can reach whom",
                    String.valueOf(e.getMessage()),
                    "Mend that object, or leave it out",
                    e);
        }
    }

    private static SeawallException nothing(Path path, ManifestReader files) {
        String because = files.unreadable().isEmpty()
                ? "there are no Kubernetes objects and no Compose services in " + path
                : files.unreadable().getFirst().path() + ": "
                        + files.unreadable().getFirst().reason();
        return new SeawallException(
                "compute who can reach whom", because, "Give a folder of manifests or a Compose file");
    }
}
