package dev.seawall.agent.container;

/** A folder or file of the host that a container sees. */
public record Mount(String source, String destination, String mode, boolean writable, String propagation) {
    /** As rules' outputs write it. */
    @Override
    public String toString() {
        return source + ":" + destination + ":" + mode + ":" + writable + ":" + propagation;
    }
}
