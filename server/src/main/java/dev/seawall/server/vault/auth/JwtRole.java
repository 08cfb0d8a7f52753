package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.request.TokenTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a token must say to log in as a role; leeways are seconds, 0 for the usual ones. */
record JwtRole(
        String type,
        List<String> audiences,
        String subject,
        String userClaim,
        String groupsClaim,
        Map<String, Object> boundClaims,
        String claimsType,
        Map<String, String> claimMappings,
        long expiryLeeway,
        long notBeforeLeeway,
        long clockLeeway,
        TokenTerms terms) {
    JwtRole {
        audiences = List.copyOf(audiences);
        boundClaims = Map.copyOf(boundClaims);
        claimMappings = Map.copyOf(claimMappings);
    }

    Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new TreeMap<>(terms.view());
        view.put("allowed_redirect_uris", null);
        view.put("bound_audiences", audiences.isEmpty() ? null : audiences);
        view.put("bound_claims", boundClaims.isEmpty() ? null : boundClaims);
        view.put("bound_claims_type", claimsType);
        view.put("bound_subject", subject);
        view.put("claim_mappings", claimMappings.isEmpty() ? null : claimMappings);
        view.put("clock_skew_leeway", clockLeeway);
        view.put("expiration_leeway", expiryLeeway);
        view.put("groups_claim", groupsClaim);
        view.put("max_age", 0);
        view.put("not_before_leeway", notBeforeLeeway);
        view.put("oidc_scopes", null);
        view.put("role_type", type);
        view.put("user_claim", userClaim);
        view.put("user_claim_json_pointer", false);
        view.put("verbose_oidc_logging", false);
        return view;
    }
}
