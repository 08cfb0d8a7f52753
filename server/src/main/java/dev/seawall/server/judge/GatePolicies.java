package dev.seawall.server.judge;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.policy.Policies;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.policy.ForeignPolicies;
import dev.seawall.engine.trust.policy.TrustPolicy;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import dev.seawall.server.config.ConfigSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the policy of a gate. Three kinds of file are understood: one with the sections {@code trust}, {@code scan} and
 * {@code exceptions}; a trust policy by itself, ours or another tool's; and a policy over findings by itself.
 */
public final class GatePolicies {
    private static final Set<String> SECTIONS = Set.of("version", "trust", "scan", "exceptions", "trustedRoot");

    private GatePolicies() {}

    /**
     * Reads a file; files it names are looked for beside it.
     *
     * @throws SeawallException where it is broken
     */
    public static GatePolicy read(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            return parse(file, content);
        } catch (IOException e) {
            throw broken(file, "" + e.getMessage(), e);
        } catch (TrustException e) {
            throw broken(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static SeawallException broken(Path file, String because, Exception cause) {
        return new SeawallException(
                "read the policy " + file, because, "Mend it; docs/guide/registry.md describes it", cause);
    }

    private static GatePolicy parse(Path file, byte[] content) throws IOException, TrustException {
        Object top = Yaml.parse(content);
        String id = Digest.sha256(content).hex().substring(0, 16);
        Path folder = folder(file);
        if (!(top instanceof Map<?, ?> map)) {
            throw new IOException("it is no map");
        }
        if (map.containsKey("trust") || map.containsKey("scan")) {
            ConfigSection section = ConfigSection.from("policy", top).only(SECTIONS);
            List<TrustedRoot> roots =
                    roots(section.text("trustedRoot").map(folder::resolve).orElse(null));
            TrustPolicy trust = map.get("trust") == null ? null : trust(map.get("trust"), folder);
            ScanDemand scan =
                    section.has("scan") ? ScanDemands.read(section.section("scan"), map.get("scan"), folder) : null;
            return new GatePolicy(trust, roots, scan, exceptions(section), id);
        }
        if (isAboutFindings(map)) {
            JudgeOptions judging = ScanDemands.byPolicy(Policies.read(file.toString(), content));
            return new GatePolicy(null, List.of(), ScanDemands.standard(judging), List.of(), id);
        }
        return new GatePolicy(foreign(content, folder), roots(null), null, List.of(), id);
    }

    /** A policy over findings has rules that are not about images. */
    private static boolean isAboutFindings(Map<?, ?> map) {
        return map.get("rules") instanceof List<?> rules
                && !rules.isEmpty()
                && rules.stream().noneMatch(rule -> rule instanceof Map<?, ?> each && each.containsKey("images"));
    }

    private static TrustPolicy foreign(byte[] content, Path folder) throws TrustException {
        try {
            return TrustPolicy.parse(content, folder);
        } catch (TrustException e) {
            if (new String(content, StandardCharsets.UTF_8).contains("rules")) {
                throw e;
            }
            return new ForeignPolicies(folder).read(content);
        }
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    private static TrustPolicy trust(@Nullable Object value, Path folder) throws IOException, TrustException {
        if (value instanceof String name) {
            Path file = folder.resolve(name);
            return foreign(Files.readAllBytes(file), folder(file));
        }
        if (value instanceof Map<?, ?> map && !map.containsKey("version")) {
            var whole = new java.util.LinkedHashMap<Object, @Nullable Object>(map);
            whole.put("version", 1);
            return TrustPolicy.parse(Json.mapper().writeValueAsBytes(whole), folder);
        }
        return TrustPolicy.parse(Json.mapper().writeValueAsBytes(value), folder);
    }

    private static List<TrustedRoot> roots(@Nullable Path file) throws IOException, TrustException {
        Path from = file == null ? SeawallHome.resolve().data().resolve("trust/sigstore/trusted_root.json") : file;
        return file == null && !Files.exists(from)
                ? List.of(TrustedRoot.none())
                : TrustedRoot.parseAll(Files.readAllBytes(from));
    }

    private static List<BreakGlass> exceptions(ConfigSection section) {
        return section.sections("exceptions").stream()
                .map(GatePolicies::exception)
                .toList();
    }

    private static BreakGlass exception(ConfigSection section) {
        section.only(Set.of("images", "reason", "owner", "until"));
        String reason = section.text("reason").orElse("");
        String owner = section.text("owner").orElse("");
        String until = section.text("until").orElse("");
        List<ImageGlob> images =
                section.texts("images").stream().map(ImageGlob::of).toList();
        if (reason.isBlank() || owner.isBlank() || images.isEmpty()) {
            throw new SeawallException(
                    "read an exception of the policy",
                    "it does not say for which images, by whom and why",
                    "Give it images, owner, reason and until");
        }
        try {
            return new BreakGlass(
                    images, reason, owner, LocalDate.parse(until.substring(0, Math.min(10, until.length()))));
        } catch (DateTimeParseException e) {
            throw new SeawallException(
                    "read an exception of the policy",
                    "its end '" + until + "' is no day",
                    "Write until as 2027-01-31",
                    e);
        }
    }
}
