package dev.seawall.server.vault.core;

import java.util.List;
import java.util.Map;

/** Several entities, and groups, with policies together. Times are RFC 3339. */
public record Group(
        String id,
        String name,
        String type,
        Map<String, String> metadata,
        List<String> policies,
        List<String> entityIds,
        List<String> groupIds,
        String created,
        String updated) {
    public Group {
        metadata = Map.copyOf(metadata);
        policies = List.copyOf(policies);
        entityIds = List.copyOf(entityIds);
        groupIds = List.copyOf(groupIds);
    }
}
