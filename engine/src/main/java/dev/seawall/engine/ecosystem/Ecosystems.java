package dev.seawall.engine.ecosystem;

import java.util.List;
import java.util.Optional;

/** The sorted list of ecosystems; a new one is one class and one line here. */
public final class Ecosystems {
    // keep sorted by class name
    private static final List<Ecosystem> ALL = List.of(new Apk(), new Deb(), new Rpm());

    private Ecosystems() {}

    /** Every ecosystem, each once. */
    public static List<Ecosystem> all() {
        return ALL;
    }

    /** The ecosystem of a purl type, empty where Seawall does not know it. */
    public static Optional<Ecosystem> find(String id) {
        return ALL.stream().filter(e -> e.id().equals(id)).findFirst();
    }
}
