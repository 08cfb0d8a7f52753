package dev.seawall.server.vault.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A secret identifier: only its hash is kept. Times are RFC 3339; expiry 0 in seconds is never. */
record SecretIdEntry(
        String hash,
        String accessor,
        int uses,
        long ttl,
        String created,
        String updated,
        long expires,
        Map<String, String> metadata,
        List<String> cidrs,
        List<String> tokenCidrs) {
    SecretIdEntry {
        metadata = Map.copyOf(metadata);
        cidrs = List.copyOf(cidrs);
        tokenCidrs = List.copyOf(tokenCidrs);
    }

    SecretIdEntry withUses(int left, String now) {
        return new SecretIdEntry(hash, accessor, left, ttl, created, now, expires, metadata, cidrs, tokenCidrs);
    }

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cidr_list", cidrs);
        view.put("creation_time", created);
        view.put(
                "expiration_time",
                expires == 0
                        ? "0001-01-01T00:00:00Z"
                        : java.time.Instant.ofEpochSecond(expires).toString());
        view.put("last_updated_time", updated);
        view.put("metadata", metadata);
        view.put("secret_id_accessor", accessor);
        view.put("secret_id_num_uses", uses);
        view.put("secret_id_ttl", ttl);
        view.put("token_bound_cidrs", tokenCidrs);
        return view;
    }
}
