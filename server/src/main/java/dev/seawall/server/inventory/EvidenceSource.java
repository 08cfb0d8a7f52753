package dev.seawall.server.inventory;

import dev.seawall.engine.posture.Evidence;
import java.util.List;

/** What one capability of the server can tell about the practices. */
@FunctionalInterface
public interface EvidenceSource {
    /** Evidence as of now. */
    List<Evidence> evidence();
}
