package dev.seawall.server.inventory;

import java.util.List;

/**
 * Which targets somebody may see.
 *
 * @param scopes {@code *} for all, else KIND:NAME, the name possibly ending in {@code *}
 */
public record Visible(List<String> scopes) {
    /** Copies the scopes. */
    public Visible {
        scopes = List.copyOf(scopes);
    }

    /** Whether nothing is hidden. */
    public boolean all() {
        return scopes.contains("*");
    }
}
