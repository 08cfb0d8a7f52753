package dev.seawall.server.agents;

import dev.seawall.engine.wire.AgentMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps agents and what they send. */
public interface AgentStore {
    /** Keeps a new agent. */
    void add(AgentRecord agent);

    /** An agent by its id. */
    Optional<AgentRecord> byId(String id);

    /** Agents after a name and id, by name. */
    List<AgentRecord> list(String afterName, String afterId, int limit);

    /** Shuts an agent out for good; false where there is none. */
    boolean revoke(String id);

    /** Notes a new certificate. */
    void renewed(String id, String serial, Instant expiresAt);

    /**
     * Keeps messages, each once however often it comes, in one transaction.
     *
     * @return the number up to which nothing is missing any more
     */
    long receive(String id, List<AgentMessage> messages, Instant now);

    /**
     * Something a host has.
     *
     * @param kind {@code container} or {@code image}
     * @param engine docker, podman or containerd
     */
    record Item(
            String agent,
            String kind,
            String id,
            String name,
            String image,
            String digest,
            String state,
            String engine) {}

    /** What hosts have, by agent, kind and id; an empty agent means all. */
    List<Item> inventory(String agent, String after, int limit);

    /** Forgets messages older than a time that need not be kept for the state of their agent. */
    long prune(Instant before);
}
