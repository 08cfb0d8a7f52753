package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.token.StoredToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token as a lookup shows it. */
record TokenView(Core core, StoredToken stored) {
    Map<String, @Nullable Object> map(boolean withId) {
        TokenEntry entry = stored.entry();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("accessor", entry.accessor());
        view.put("creation_time", entry.created());
        view.put("creation_ttl", entry.ttl());
        view.put("display_name", entry.displayName());
        view.put("entity_id", entry.entityId());
        view.put("expire_time", stored.expires() == 0 ? null : time(stored.expires()));
        view.put("explicit_max_ttl", entry.explicitMaxTtl());
        view.put("id", withId ? entry.id() : "");
        putIssue(view);
        view.put("meta", entry.meta().isEmpty() ? null : entry.meta());
        view.put("num_uses", uses());
        view.put("orphan", entry.orphan());
        view.put("path", entry.path());
        view.put("policies", entry.policies());
        if (entry.period() != 0) {
            view.put("period", entry.period());
        }
        if (!entry.role().isEmpty()) {
            view.put("role", entry.role());
        }
        putLease(view);
        if (!entry.boundCidrs().isEmpty()) {
            view.put("bound_cidrs", entry.boundCidrs());
        }
        List<String> further = core.identity().policies(entry.entityId());
        if (!further.isEmpty()) {
            view.put("identity_policies", further);
        }
        view.put("type", entry.type());
        return view;
    }

    private int uses() {
        return core.lending()
                .tokens()
                .findByHash(core.lending().tokens().hash(stored.entry().id()))
                .map(now -> now.entry().uses())
                .orElse(stored.entry().uses());
    }

    private void putIssue(Map<String, @Nullable Object> view) {
        if (stored.expires() != 0) {
            view.put("issue_time", time(stored.entry().created()));
            view.put("renewable", stored.entry().renewable());
        }
    }

    private void putLease(Map<String, @Nullable Object> view) {
        if (stored.renewed() != 0) {
            view.put("last_renewal", time(stored.renewed()));
            view.put("last_renewal_time", stored.renewed());
        }
        view.put(
                "ttl",
                stored.expires() == 0
                        ? 0
                        : Math.max(0, stored.expires() - core.lending().tokens().now()));
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }
}
