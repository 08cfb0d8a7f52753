package dev.seawall.engine.trust.policy;

import dev.seawall.engine.format.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a policy in the form that {@link TrustPolicy#parse} reads; JSON, which is YAML too. */
public final class TrustPolicyText {
    private TrustPolicyText() {}

    /** The text of a policy, indented. */
    public static String of(TrustPolicy policy) {
        ObjectNode top = Json.mapper().createObjectNode().put("version", 1);
        texts(top.putArray("registries"), policy.registries());
        top.put("otherwise", word(policy.otherwise()));
        ArrayNode rules = top.putArray("rules");
        policy.rules().forEach(rule -> rule(rules.addObject(), rule));
        return top.toPrettyString() + "\n";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }

    private static void rule(ObjectNode into, TrustRule rule) {
        texts(into.putArray("images"), rule.images());
        into.put("verdict", word(rule.verdict()));
        into.put("mode", rule.enforced() ? "enforce" : "warn");
        into.put("pinned", rule.pinned()).put("maxAgeDays", rule.maxAgeDays()).put("official", rule.official());
        into.put("threshold", rule.threshold());
        ArrayNode signers = into.putArray("signers");
        rule.signers().forEach(signer -> signer(signers.addObject(), signer));
        ArrayNode attestations = into.putArray("attestations");
        for (TrustRule.Attested attested : rule.attestations()) {
            attestations.addObject().put("type", attested.predicateType()).put("condition", attested.condition());
        }
    }

    private static void signer(ObjectNode into, TrustAuthority signer) {
        switch (signer) {
            case TrustAuthority.Key key -> into.put("key", key.pem()).put("log", key.log());
            case TrustAuthority.Keyless keyless -> keyless.fields().forEach(into::put);
        }
    }
}
