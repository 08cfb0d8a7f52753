package dev.seawall.server.module;

import dev.seawall.server.agents.AgentStore;
import dev.seawall.server.auth.SessionStore;
import dev.seawall.server.events.EventStore;
import dev.seawall.server.inventory.FindingStore;
import dev.seawall.server.inventory.ScanStore;
import dev.seawall.server.job.JobStore;
import dev.seawall.server.policy.PolicyStore;

/**
 * The store interfaces of every feature, on whichever database the server uses.
 *
 * @param links where one-time secrets are kept
 */
public record Stores(
        ScanStore scans,
        FindingStore findings,
        PolicyStore policies,
        JobStore jobs,
        EventStore events,
        AgentStore agents,
        SessionStore links) {}
