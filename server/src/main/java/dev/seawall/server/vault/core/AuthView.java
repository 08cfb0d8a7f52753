package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.TokenEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A new or renewed token as the API shows it under "auth". */
public final class AuthView {
    private AuthView() {}

    /** The view. */
    public static Map<String, @Nullable Object> of(
            TokenEntry entry,
            long leaseSeconds,
            List<String> identityPolicies,
            @Nullable Map<String, String> metadata) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        TreeSet<String> all = new TreeSet<>(entry.policies());
        all.addAll(identityPolicies);
        view.put("client_token", entry.id());
        view.put("accessor", entry.accessor());
        view.put("policies", new ArrayList<>(all));
        view.put("token_policies", entry.policies());
        if (!identityPolicies.isEmpty()) {
            view.put("identity_policies", identityPolicies);
        }
        view.put("metadata", metadata);
        view.put("lease_duration", leaseSeconds);
        view.put("renewable", entry.renewable());
        view.put("entity_id", entry.entityId());
        view.put("token_type", entry.type());
        view.put("orphan", entry.orphan());
        view.put("mfa_requirement", null);
        view.put("num_uses", entry.uses());
        return view;
    }
}
