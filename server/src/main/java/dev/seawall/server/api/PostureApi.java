package dev.seawall.server.api;

import dev.seawall.engine.posture.Evidence;
import dev.seawall.engine.posture.Posture;
import dev.seawall.engine.posture.PostureReport;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.inventory.EvidenceSource;
import java.util.ArrayList;
import java.util.List;

/** How far each practice is met, over everything the server knows. */
final class PostureApi {
    private final List<EvidenceSource> sources;

    /** @param sources one per capability; a new one is one line where this is made */
    PostureApi(List<EvidenceSource> sources) {
        this.sources = List.copyOf(sources);
    }

    List<Operation> operations() {
        return List.of(Operation.get("getPosture", "/api/v1/posture", Permission.POSTURE_READ, call -> posture()));
    }

    private Answer posture() {
        List<Evidence> evidence = new ArrayList<>();
        sources.forEach(source -> evidence.addAll(source.evidence()));
        return Answer.json(PostureReport.json(Posture.of(evidence)));
    }
}
