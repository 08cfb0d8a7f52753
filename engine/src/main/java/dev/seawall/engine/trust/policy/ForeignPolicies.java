package dev.seawall.engine.trust.policy;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.policy.TrustPolicy.Otherwise;
import dev.seawall.engine.trust.policy.TrustRule.Attested;
import dev.seawall.engine.trust.policy.TrustRule.Outright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the policies of others into ours: {@code policy.json} of containers/image and ClusterImagePolicy of Sigstore.
 * What cannot be said in ours is refused, never dropped, so that an import is never weaker than what it came from.
 */
public final class ForeignPolicies {
    private static final String STEP = "policy import";

    private final Path folder;

    /**
     * @param folder that key files are named from
     */
    public ForeignPolicies(Path folder) {
        this.folder = folder;
    }

    /** Reads a policy of either kind, told apart by its content. */
    public TrustPolicy read(byte[] content) throws TrustException {
        JsonFields top = TrustPolicy.fields(content);
        if (top.text("kind", "").equals("ClusterImagePolicy")) {
            return clusterImagePolicy(top.object("spec"));
        }
        TrustException.require(
                top.has("default"), STEP, "it is neither a policy.json of containers nor a ClusterImagePolicy");
        return containers(top);
    }

    private TrustPolicy containers(JsonFields top) throws TrustException {
        List<TrustRule> rules = new ArrayList<>();
        if (top.has("transports") && top.object("transports").has("docker")) {
            JsonFields docker = top.object("transports").object("docker");
            for (String scope : docker.node().propertyNames()) {
                if (scope.isEmpty()) {
                    throw new TrustException(STEP, "the scope \"\" of docker has no counterpart; name registries");
                }
                rules.add(requirements(globs(scope), docker.objects(scope)));
            }
        }
        TrustRule fallback = requirements(List.of("**"), top.objects("default"));
        boolean plain = fallback.verdict() != Outright.JUDGED;
        TrustException.require(plain, STEP, "a default that demands signatures has no counterpart; name registries");
        return new TrustPolicy(
                List.of(), fallback.verdict() == Outright.ACCEPTED ? Otherwise.ALLOW : Otherwise.DENY, rules);
    }

    private static List<String> globs(String scope) throws TrustException {
        TrustException.require(!scope.startsWith("*."), STEP, "the scope " + scope + " has no counterpart");
        TrustException.require(
                !scope.matches(".*/.*[:@].*"), STEP, "the scope " + scope + " names a tag or digest, not a repository");
        return List.of(scope, scope + "/**");
    }

    private TrustRule requirements(List<String> images, List<JsonFields> nodes) throws TrustException {
        TrustException.require(!nodes.isEmpty(), STEP, "a scope has no requirements");
        List<TrustAuthority> signers = new ArrayList<>();
        Outright verdict = Outright.ACCEPTED;
        for (JsonFields node : nodes) {
            switch (node.text("type")) {
                case "insecureAcceptAnything" -> {}
                case "reject" -> verdict = Outright.REJECTED;
                case "sigstoreSigned" -> {
                    signers.add(sigstoreSigned(node));
                    verdict = verdict == Outright.REJECTED ? verdict : Outright.JUDGED;
                }
                default -> throw new TrustException(STEP, "\"" + node.text("type") + "\" has no counterpart");
            }
        }
        return rule(images, verdict, true, signers.size(), signers, List.of());
    }

    private TrustAuthority sigstoreSigned(JsonFields node) throws TrustException {
        if (node.has("fulcio")) {
            JsonFields fulcio = node.object("fulcio");
            return new TrustAuthority.Keyless(fulcio.text("subjectEmail"), null, fulcio.text("oidcIssuer"), null);
        }
        boolean log = node.has("rekorPublicKeyPath") || node.has("rekorPublicKeyData");
        if (node.has("keyData")) {
            byte[] pem = JsonFields.base64(node.text("keyData").replaceAll("\\s", ""), "a key");
            return new TrustAuthority.Key(new String(pem, StandardCharsets.US_ASCII), log);
        }
        return new TrustAuthority.Key(file(node.text("keyPath")), log);
    }

    private String file(String name) throws TrustException {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException | RuntimeException e) {
            throw new TrustException(STEP, "the key " + name + " cannot be read", e);
        }
    }

    private static TrustPolicy clusterImagePolicy(JsonFields spec) throws TrustException {
        List<String> images = new ArrayList<>();
        for (JsonFields image : spec.objects("images")) {
            String glob = image.text("glob");
            images.add(glob.equals("*") ? "**" : glob);
        }
        boolean enforced = !spec.text("mode", "enforce").equals("warn");
        List<TrustAuthority> signers = new ArrayList<>();
        List<Attested> attestations = new ArrayList<>();
        Outright verdict = Outright.JUDGED;
        for (JsonFields authority : spec.objects("authorities")) {
            if (authority.has("static")) {
                boolean pass = authority.object("static").text("action").equals("pass");
                verdict = pass ? Outright.ACCEPTED : Outright.REJECTED;
            } else {
                signers.addAll(authority(authority));
                attestations.addAll(attested(authority));
            }
        }
        int threshold = signers.isEmpty() ? 0 : 1;
        TrustRule rule = rule(images, verdict, enforced, threshold, signers, attestations);
        return new TrustPolicy(List.of(), Otherwise.DENY, List.of(rule));
    }

    private static List<TrustAuthority> authority(JsonFields node) throws TrustException {
        boolean log = node.has("ctlog");
        if (node.has("key")) {
            return List.of(new TrustAuthority.Key(node.object("key").text("data"), log));
        }
        List<TrustAuthority> out = new ArrayList<>();
        for (JsonFields identity : node.object("keyless").objects("identities")) {
            out.add(new TrustAuthority.Keyless(
                    optional(identity, "subject"),
                    optional(identity, "subjectRegExp"),
                    optional(identity, "issuer"),
                    optional(identity, "issuerRegExp")));
        }
        TrustException.require(!out.isEmpty(), STEP, "a keyless authority names no identities");
        return out;
    }

    private static @Nullable String optional(JsonFields node, String name) throws TrustException {
        return node.has(name) ? node.text(name) : null;
    }

    private static List<Attested> attested(JsonFields authority) throws TrustException {
        List<Attested> out = new ArrayList<>();
        for (JsonFields each : authority.objects("attestations")) {
            TrustException.require(!each.has("policy"), STEP, "conditions in CUE and Rego have no counterpart");
            out.add(new Attested(each.text("predicateType"), ""));
        }
        return out;
    }

    private static TrustRule rule(
            List<String> images,
            Outright verdict,
            boolean enforced,
            int threshold,
            List<TrustAuthority> signers,
            List<Attested> attestations) {
        return new TrustRule(images, verdict, enforced, false, 0, false, threshold, signers, attestations);
    }
}
