package dev.seawall.server.vault.token;

import dev.seawall.server.vault.request.TokenEntry;

/**
 * A token and its own lease. Times are seconds since 1970.
 *
 * @param expires 0 for never
 * @param renewed 0 for never yet
 */
public record StoredToken(TokenEntry entry, long expires, long renewed) {
    StoredToken withEntry(TokenEntry other) {
        return new StoredToken(other, expires, renewed);
    }
}
