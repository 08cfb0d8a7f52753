package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.request.TokenTerms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A role that tokens are made against. */
record TokenRole(
        String name,
        List<String> allowed,
        List<String> disallowed,
        List<String> allowedGlob,
        List<String> disallowedGlob,
        boolean orphan,
        boolean renewable,
        String pathSuffix,
        List<String> entityAliases,
        TokenTerms terms) {
    TokenRole {
        allowed = List.copyOf(allowed);
        disallowed = List.copyOf(disallowed);
        allowedGlob = List.copyOf(allowedGlob);
        disallowedGlob = List.copyOf(disallowedGlob);
        entityAliases = List.copyOf(entityAliases);
    }

    static TokenRole named(String name) {
        return new TokenRole(
                name,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                true,
                "",
                List.of(),
                new TokenTerms(0, 0, 0, 0, 0, "default-service", List.of(), false, List.of()));
    }

    Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new java.util.TreeMap<>();
        view.put("allowed_entity_aliases", entityAliases.isEmpty() ? null : entityAliases);
        view.put("allowed_policies", allowed);
        view.put("allowed_policies_glob", allowedGlob);
        view.put("disallowed_policies", disallowed);
        view.put("disallowed_policies_glob", disallowedGlob);
        view.put("explicit_max_ttl", terms.explicitMaxTtl());
        view.put("name", name);
        view.put("orphan", orphan);
        view.put("path_suffix", pathSuffix);
        view.put("period", terms.period());
        view.put("renewable", renewable);
        view.put("token_explicit_max_ttl", terms.explicitMaxTtl());
        view.put("token_no_default_policy", terms.noDefaultPolicy());
        view.put("token_period", terms.period());
        view.put("token_type", terms.type());
        if (terms.uses() != 0) {
            view.put("token_num_uses", terms.uses());
        }
        if (!terms.boundCidrs().isEmpty()) {
            view.put("token_bound_cidrs", terms.boundCidrs());
        }
        return view;
    }
}
