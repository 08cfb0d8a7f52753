package dev.seawall.agent.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The containers seen so far, by their control groups. Bounded: the one seen longest ago is forgotten first. */
public final class Containers {
    private static final int MOST = 16_384;

    private final ContainerMetadata metadata;
    private final Map<String, Container> byId = bounded();
    private final Map<Long, Known> byGroup = bounded();

    private record Known(String path, @Nullable Container container) {}

    public Containers(ContainerMetadata metadata) {
        this.metadata = metadata;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /**
     * The container of a control group; null for the host.
     *
     * @param group the number of its folder
     * @param path of the group
     */
    public synchronized @Nullable Container find(long group, String path) {
        Known known = byGroup.get(group);
        if (known == null || !known.path.equals(path)) {
            ContainerIdentity identity = ContainerIdentity.find(path);
            Container found = identity == null
                    ? null
                    : byId.computeIfAbsent(identity.fullId(), any -> new Container(identity, metadata));
            known = new Known(path, found);
            if (group != 0) {
                byGroup.put(group, known);
            }
        }
        return known.container;
    }

    /** All that are remembered. */
    public synchronized List<Container> all() {
        return List.copyOf(byId.values());
    }
}
