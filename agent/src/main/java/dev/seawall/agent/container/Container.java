package dev.seawall.agent.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container that lives or lived; and what its runtime says about it. */
public final class Container {
    private static final int MOST_ATTEMPTS = 8;

    private final ContainerIdentity identity;
    private final ContainerMetadata metadata;
    private volatile @Nullable ContainerInfo info;
    private int attempts;

    Container(ContainerIdentity identity, ContainerMetadata metadata) {
        this.identity = identity;
        this.metadata = metadata;
    }

    /** The id as people know it. */
    public String id() {
        return identity.id();
    }

    /** The id as runtimes know it. */
    public String fullId() {
        return identity.fullId();
    }

    /** docker, podman, containerd, cri-o or lxc. */
    public String runtime() {
        return identity.runtime();
    }

    /** What its runtime says; unknown until {@link #learn} found it. */
    public ContainerInfo info() {
        ContainerInfo known = info;
        return known == null ? ContainerInfo.UNKNOWN : known;
    }

    /**
     * Asks what its runtime says, as long as it has not said it: a container that lives a moment must be asked about at
     * once.
     *
     * @param lineage one of its own processes and the ancestors of that
     */
    public void learn(List<Integer> lineage) {
        if (info == null && attempts < MOST_ATTEMPTS) {
            attempts++;
            ContainerInfo found = metadata.read(identity, lineage);
            info = found.equals(ContainerInfo.UNKNOWN) ? null : found;
        }
    }
}
