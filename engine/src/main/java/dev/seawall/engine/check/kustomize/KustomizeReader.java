package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.kubernetes.KubernetesObjects;
import dev.seawall.engine.check.tree.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Folders with a kustomization: its objects as it builds them, every finding in the file that sets what is wrong. */
public final class KustomizeReader implements DocumentReader {
    @Override
    public String id() {
        return "kustomize";
    }

    @Override
    public boolean accepts(InputFile file) {
        return file.isFolder() && Kustomization.fileOf(file.path()) != null;
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        Loaded loaded = new Loaded(file.path(), file.shown());
        List<Document> documents = new ArrayList<>();
        for (Resource resource :
                Kustomization.build(file.path().toAbsolutePath().normalize(), loaded)) {
            if (!resource.kind().isEmpty() && !resource.apiVersion().isEmpty()) {
                documents.add(KubernetesObjects.document(resource.root, Mark.line(resource.line), resource.file));
            }
        }
        return new Documents(documents, loaded.problems(), loaded.read());
    }
}
