package dev.seawall.engine.check;

import dev.seawall.engine.check.command.RunReader;
import dev.seawall.engine.check.compose.ComposeReader;
import dev.seawall.engine.check.daemon.DaemonReader;
import dev.seawall.engine.check.daemon.DaemonUnitReader;
import dev.seawall.engine.check.daemon.EngineFileReader;
import dev.seawall.engine.check.daemon.ImagePolicyReader;
import dev.seawall.engine.check.dockerfile.DockerfileReader;
import dev.seawall.engine.check.helm.HelmReader;
import dev.seawall.engine.check.image.ImageReader;
import dev.seawall.engine.check.kubernetes.KubernetesReader;
import dev.seawall.engine.check.kustomize.KustomizeReader;
import dev.seawall.engine.check.live.FactsReader;
import dev.seawall.engine.check.live.InspectReader;
import dev.seawall.engine.check.quadlet.QuadletReader;
import dev.seawall.engine.check.system.SeccompReader;
import dev.seawall.engine.check.system.ServiceUnitReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The list of readers, most special first: the first that accepts a file reads it. */
public final class DocumentReaders {
    private static final List<DocumentReader> ALL = List.of(
            new DockerfileReader(LocalDate::now),
            new FactsReader(),
            new InspectReader(),
            new ImageReader(),
            new DaemonReader(),
            new DaemonUnitReader(),
            new EngineFileReader(),
            new ImagePolicyReader(),
            new QuadletReader(),
            new SeccompReader(),
            new ServiceUnitReader(),
            new RunReader(),
            new ComposeReader(),
            new HelmReader(),
            new KustomizeReader(),
            new KubernetesReader());

    private DocumentReaders() {}

    /** Every reader, in the order they are asked. */
    public static List<DocumentReader> all() {
        return ALL;
    }

    /** The reader of a file or folder, empty where none knows it. */
    static Optional<DocumentReader> find(InputFile file) {
        return ALL.stream().filter(reader -> reader.accepts(file)).findFirst();
    }
}
