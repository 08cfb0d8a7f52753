package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.TokenTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A role. Spans are seconds; a number of uses of 0 is no limit. */
record AppRoleEntry(
        String name,
        String roleId,
        boolean bindSecretId,
        List<String> secretIdCidrs,
        int secretIdUses,
        long secretIdTtl,
        boolean local,
        TokenTerms terms,
        boolean olderNames) {
    AppRoleEntry {
        secretIdCidrs = List.copyOf(secretIdCidrs);
    }

    AppRoleEntry withRoleId(String id) {
        return new AppRoleEntry(
                name, id, bindSecretId, secretIdCidrs, secretIdUses, secretIdTtl, local, terms, olderNames);
    }

    Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new TreeMap<>(terms.view());
        view.put("bind_secret_id", bindSecretId);
        view.put("local_secret_ids", local);
        view.put("secret_id_bound_cidrs", secretIdCidrs.isEmpty() ? null : secretIdCidrs);
        view.put("secret_id_num_uses", secretIdUses);
        view.put("secret_id_ttl", secretIdTtl);
        if (olderNames) {
            view.put("policies", terms.policies());
        }
        return view;
    }
}
