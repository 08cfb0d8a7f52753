package dev.seawall.server.vault.core;

import java.util.List;
import java.util.Map;

/**
 * Somebody, whatever way they log in. Times are RFC 3339.
 *
 * @param aliases the names they log in by
 */
public record Entity(
        String id,
        String name,
        Map<String, String> metadata,
        List<String> policies,
        boolean disabled,
        String created,
        String updated,
        List<Alias> aliases) {
    public Entity {
        metadata = Map.copyOf(metadata);
        policies = List.copyOf(policies);
        aliases = List.copyOf(aliases);
    }

    /** A name at one login method. */
    public record Alias(
            String id,
            String name,
            String mountAccessor,
            Map<String, String> metadata,
            Map<String, String> customMetadata,
            String created,
            String updated) {
        public Alias {
            metadata = Map.copyOf(metadata);
            customMetadata = Map.copyOf(customMetadata);
        }
    }

    /** The same with other aliases. */
    public Entity withAliases(List<Alias> others, String now) {
        return new Entity(id, name, metadata, policies, disabled, created, now, others);
    }
}
