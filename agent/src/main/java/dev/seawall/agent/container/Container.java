package dev.seawall.agent.container;

import org.jspecify.annotations.Nullable;

/** A container that lives or lived; what its runtime says is read when first asked for. */
public final class Container {
    private final ContainerIdentity identity;
    private final ContainerMetadata metadata;
    private final int firstProcess;
    private volatile @Nullable ContainerInfo info;

    Container(ContainerIdentity identity, ContainerMetadata metadata, int firstProcess) {
        this.identity = identity;
        this.metadata = metadata;
        this.firstProcess = firstProcess;
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

    /** The process it was first seen by. */
    public int firstProcess() {
        return firstProcess;
    }

    /** What its runtime says. */
    public ContainerInfo info() {
        ContainerInfo known = info;
        if (known == null) {
            known = metadata.read(identity, firstProcess);
            info = known;
        }
        return known;
    }
}
