package dev.seawall.engine.trust.policy;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.PredicatePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Which images may be used. An image must satisfy every rule that is about it.
 *
 * @param registries that may be pulled from; empty for any
 * @param otherwise what becomes of images that no rule is about
 */
public record TrustPolicy(List<String> registries, Otherwise otherwise, List<TrustRule> rules) {
    private static final String STEP = "trust policy";

    /** What becomes of images that no rule is about. */
    public enum Otherwise {
        ALLOW,
        WARN,
        DENY
    }

    /** Copies what it is given. */
    public TrustPolicy {
        registries = List.copyOf(registries);
        rules = List.copyOf(rules);
    }

    /**
     * Reads a policy file.
     *
     * @param folder that key files are named from
     * @throws TrustException where it is malformed
     */
    public static TrustPolicy parse(byte[] yaml, Path folder) throws TrustException {
        JsonFields top = fields(yaml).only("version", "registries", "otherwise", "rules");
        TrustException.require(top.number("version", 0) == 1, STEP, "its version is not 1");
        List<TrustRule> rules = new ArrayList<>();
        for (JsonFields rule : top.objects("rules")) {
            rules.add(rule(rule, folder));
        }
        return new TrustPolicy(top.texts("registries"), otherwise(top.text("otherwise", "deny")), rules);
    }

    static JsonFields fields(byte[] yaml) throws TrustException {
        try {
            JsonNode node = Json.mapper().valueToTree(Yaml.parse(yaml));
            TrustException.require(node != null && node.isObject(), STEP, "it is no map");
            return new JsonFields(node, "the policy");
        } catch (IOException | JacksonException e) {
            throw new TrustException(STEP, "it is malformed: " + e.getMessage(), e);
        }
    }

    private static Otherwise otherwise(String word) throws TrustException {
        TrustException.require(word.matches("allow|warn|deny"), STEP, "otherwise is \"" + word + "\"");
        return Otherwise.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static TrustRule rule(JsonFields node, Path folder) throws TrustException {
        node.only(
                "images",
                "verdict",
                "mode",
                "pinned",
                "maxAgeDays",
                "official",
                "threshold",
                "signers",
                "attestations");
        List<TrustAuthority> signers = new ArrayList<>();
        for (JsonFields signer : node.objects("signers")) {
            signers.add(signer(signer, folder));
        }
        List<TrustRule.Attested> attestations = new ArrayList<>();
        for (JsonFields each : node.objects("attestations")) {
            attestations.add(attested(each.only("type", "condition")));
        }
        String mode = node.text("mode", "enforce");
        TrustException.require(mode.matches("enforce|warn"), STEP, "a mode is \"" + mode + "\"");
        List<String> images = node.texts("images");
        TrustException.require(!images.isEmpty(), STEP, "a rule is about no images");
        long threshold = node.number("threshold", signers.isEmpty() ? 0 : 1);
        boolean reachable = threshold >= 0 && threshold <= signers.size();
        TrustException.require(reachable, STEP, "a threshold of " + threshold + " cannot be reached");
        TrustException.require(
                attestations.isEmpty() || !signers.isEmpty(), STEP, "attestations are demanded, no signer is named");
        return new TrustRule(
                images,
                verdict(node.text("verdict", "judged")),
                mode.equals("enforce"),
                node.flag("pinned"),
                Math.clamp(node.number("maxAgeDays", 0), 0, 100_000),
                node.flag("official"),
                (int) threshold,
                signers,
                attestations);
    }

    private static TrustRule.Attested attested(JsonFields node) throws TrustException {
        String condition = node.text("condition", "");
        try {
            if (!condition.isEmpty()) {
                var unused = PredicatePolicy.of(condition);
            }
        } catch (SeawallException e) {
            throw new TrustException(STEP, "the condition " + condition + " is malformed", e);
        }
        return new TrustRule.Attested(node.text("type"), condition);
    }

    private static TrustRule.Outright verdict(String word) throws TrustException {
        TrustException.require(word.matches("judged|accepted|rejected"), STEP, "a verdict is \"" + word + "\"");
        return TrustRule.Outright.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static TrustAuthority signer(JsonFields node, Path folder) throws TrustException {
        node.only("key", "log", "identity", "identityRegexp", "issuer", "issuerRegexp");
        if (node.has("key")) {
            String pem = pem(node.text("key"), folder);
            var unused = Keys.pem(pem.getBytes(StandardCharsets.US_ASCII));
            return new TrustAuthority.Key(pem, node.flag("log"));
        }
        TrustAuthority.Keyless keyless = new TrustAuthority.Keyless(
                optional(node, "identity"),
                optional(node, "identityRegexp"),
                optional(node, "issuer"),
                optional(node, "issuerRegexp"));
        boolean whole = (keyless.identity() == null) != (keyless.identityExpression() == null)
                && (keyless.issuer() == null) != (keyless.issuerExpression() == null);
        TrustException.require(whole, STEP, "a signer needs a key, or an identity and its issuer");
        return keyless;
    }

    private static String pem(String text, Path folder) throws TrustException {
        if (text.contains("-----BEGIN")) {
            return text;
        }
        try {
            return Files.readString(folder.resolve(text));
        } catch (IOException | RuntimeException e) {
            throw new TrustException(STEP, "the key " + text + " cannot be read", e);
        }
    }

    private static @Nullable String optional(JsonFields node, String name) throws TrustException {
        return node.has(name) ? node.text(name) : null;
    }
}
