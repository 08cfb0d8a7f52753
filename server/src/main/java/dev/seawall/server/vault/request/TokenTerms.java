package dev.seawall.server.vault.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that every role of a login method has in common (token_ttl, token_policies, …). Spans are seconds.
 *
 * @param type default, service, batch, default-service or default-batch
 */
public record TokenTerms(
        long ttl,
        long maxTtl,
        long explicitMaxTtl,
        long period,
        int uses,
        String type,
        List<String> policies,
        boolean noDefaultPolicy,
        List<String> boundCidrs) {
    /** Nothing set. */
    public static final TokenTerms NONE = new TokenTerms(0, 0, 0, 0, 0, "default", List.of(), false, List.of());

    public TokenTerms {
        policies = List.copyOf(policies);
        boundCidrs = List.copyOf(boundCidrs);
    }

    /** The fields of the schema, for endpoints. */
    public static List<Field> fields() {
        return List.of(
                Field.duration("token_ttl"),
                Field.duration("token_max_ttl"),
                Field.duration("token_explicit_max_ttl"),
                Field.duration("token_period"),
                Field.integer("token_num_uses"),
                Field.string("token_type", "default-service"),
                Field.commas("token_policies"),
                Field.flag("token_no_default_policy"),
                Field.commas("token_bound_cidrs"));
    }

    /** These terms with what a request changes. */
    public TokenTerms updatedBy(FieldValues fields) {
        TokenTerms updated = new TokenTerms(
                fields.secondsOr("token_ttl", ttl),
                fields.secondsOr("token_max_ttl", maxTtl),
                fields.secondsOr("token_explicit_max_ttl", explicitMaxTtl),
                fields.secondsOr("token_period", period),
                fields.has("token_num_uses") ? fields.integer("token_num_uses") : uses,
                fields.has("token_type") ? readType(fields.string("token_type")) : type,
                fields.has("token_policies") ? policyNames(fields.strings("token_policies")) : policies,
                fields.has("token_no_default_policy") ? fields.flag("token_no_default_policy") : noDefaultPolicy,
                fields.has("token_bound_cidrs") ? Cidrs.check(fields.strings("token_bound_cidrs")) : boundCidrs);
        updated.check(fields);
        return updated;
    }

    private void check(FieldValues fields) {
        VaultException.refuseIf(
                explicitMaxTtl < 0 || ttl < 0 || maxTtl < 0 || period < 0, "'token_ttl' cannot be negative");
        VaultException.refuseIf(
                ttl != 0 && maxTtl != 0 && ttl > maxTtl && (fields.has("token_ttl") || fields.has("token_max_ttl")),
                "'token_ttl' cannot be greater than 'token_max_ttl'");
        VaultException.refuseIf(uses < 0, "'token_num_uses' cannot be negative");
        VaultException.refuseIf(
                type.equals("batch") && (uses != 0 || period != 0),
                uses != 0
                        ? "'token_type' cannot be 'batch' or 'default_batch' when set to generate tokens with limited use count"
                        : "'token_type' cannot be 'batch' when set to generate periodic tokens");
    }

    private static String readType(String word) {
        return switch (word) {
            case "", "default" -> "default";
            case "service", "batch", "default-service", "default-batch" -> word;
            default -> throw VaultException.refused("invalid 'token_type' value \"" + word + "\"");
        };
    }

    /** Policy names as they are kept: lower case, each once, sorted. */
    public static List<String> policyNames(List<String> names) {
        return names.stream()
                .map(name -> name.strip().toLowerCase(java.util.Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** The terms under the names of the API. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("token_bound_cidrs", new ArrayList<>(boundCidrs));
        view.put("token_explicit_max_ttl", explicitMaxTtl);
        view.put("token_max_ttl", maxTtl);
        view.put("token_no_default_policy", noDefaultPolicy);
        view.put("token_num_uses", uses);
        view.put("token_period", period);
        view.put("token_policies", new ArrayList<>(policies));
        view.put("token_ttl", ttl);
        view.put("token_type", type);
        return view;
    }

    /** The same terms with these policies. */
    public TokenTerms withPolicies(List<String> names) {
        return new TokenTerms(
                ttl, maxTtl, explicitMaxTtl, period, uses, type, policyNames(names), noDefaultPolicy, boundCidrs);
    }

    /** The same terms with these spans. */
    public TokenTerms withTtls(long newTtl, long newMaxTtl) {
        return new TokenTerms(
                newTtl, newMaxTtl, explicitMaxTtl, period, uses, type, policies, noDefaultPolicy, boundCidrs);
    }
}
