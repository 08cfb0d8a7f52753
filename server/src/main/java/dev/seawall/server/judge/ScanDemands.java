package dev.seawall.server.judge;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.policy.Accept;
import dev.seawall.engine.policy.FailOn;
import dev.seawall.engine.policy.IgnoreFiles;
import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.policy.Policies;
import dev.seawall.engine.policy.Policy;
import dev.seawall.engine.policy.Vex;
import dev.seawall.engine.policy.VexStatement;
import dev.seawall.engine.policy.Waiver;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.server.config.ConfigSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code scan} of a gate's policy. */
final class ScanDemands {
    private static final Set<String> KEYS = Set.of(
            "failOn",
            "policy",
            "accept",
            "unknownAs",
            "ignoreUnfixed",
            "ignoreFiles",
            "vex",
            "scanners",
            "wait",
            "unscanned",
            "maxAge",
            "artifacts");
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final Set<ScanOptions.Kind> KINDS =
            EnumSet.of(ScanOptions.Kind.VULN, ScanOptions.Kind.SECRET, ScanOptions.Kind.MALWARE);

    private ScanDemands() {}

    /** The usual scan, judged like this. */
    static ScanDemand standard(JudgeOptions judging) {
        return new ScanDemand(judging, KINDS, WAIT, true, MAX_AGE, false);
    }

    /** Judged by the rules of a policy over findings. */
    static JudgeOptions byPolicy(Policy policy) {
        return JudgeOptions.REPORT_ALL.withPolicy(policy).withFailOn(FailOn.POLICY, Set.of(), Severity.MEDIUM);
    }

    /** @param raw the section as the YAML reader gave it */
    static ScanDemand read(ConfigSection scan, @Nullable Object raw, Path folder) throws IOException {
        scan.only(KEYS);
        return new ScanDemand(
                judging(scan, raw, folder),
                kinds(scan),
                scan.text("wait").map(ScanDemands::duration).orElse(WAIT),
                word(scan, "unscanned", "scan", "refuse").equals("scan"),
                scan.text("maxAge").map(ScanDemands::duration).orElse(MAX_AGE),
                word(scan, "artifacts", "refuse", "allow").equals("allow"));
    }

    private static JudgeOptions judging(ConfigSection scan, @Nullable Object raw, Path folder) throws IOException {
        Set<Accept> accept = scan.texts("accept").stream().map(Accept::parse).collect(Collectors.toSet());
        Severity unknownAs = scan.text("unknownAs").map(Severity::parse).orElse(Severity.MEDIUM);
        Policy policy = policy(raw instanceof Map<?, ?> map ? map.get("policy") : null, folder);
        FailOn failOn = policy != null
                ? FailOn.POLICY
                : FailOn.parse(scan.text("failOn").orElse("high"));
        return JudgeOptions.REPORT_ALL
                .withFilters(Set.of(), scan.flag("ignoreUnfixed", false), false)
                .withFailOn(failOn, accept, unknownAs)
                .withPolicy(policy)
                .withWaivers(waivers(scan, folder))
                .withVex(vex(scan, folder));
    }

    private static @Nullable Policy policy(@Nullable Object value, Path folder) throws IOException {
        if (value == null) {
            return null;
        }
        if (value instanceof String name) {
            Path file = folder.resolve(name);
            return Policies.read(file.toString(), Files.readAllBytes(file));
        }
        return Policies.read("policy", Json.mapper().writeValueAsBytes(value));
    }

    private static List<Waiver> waivers(ConfigSection scan, Path folder) {
        List<Waiver> out = new ArrayList<>();
        scan.texts("ignoreFiles").forEach(name -> out.addAll(IgnoreFiles.read(folder.resolve(name))));
        return out;
    }

    private static List<VexStatement> vex(ConfigSection scan, Path folder) throws IOException {
        List<VexStatement> out = new ArrayList<>();
        for (String name : scan.texts("vex")) {
            out.addAll(Vex.read(name, Files.readAllBytes(folder.resolve(name))));
        }
        return out;
    }

    private static Set<ScanOptions.Kind> kinds(ConfigSection scan) {
        if (!scan.has("scanners")) {
            return KINDS;
        }
        Set<ScanOptions.Kind> out = EnumSet.noneOf(ScanOptions.Kind.class);
        for (String name : scan.texts("scanners")) {
            out.add(ScanOptions.Kind.find(name).orElseThrow(() -> wrong("scanners", name)));
        }
        return out;
    }

    private static String word(ConfigSection scan, String key, String usual, String other) {
        String word = scan.text(key).orElse(usual);
        if (!word.equals(usual) && !word.equals(other)) {
            throw wrong(key, word);
        }
        return word;
    }

    private static Duration duration(String text) {
        if (!text.matches("[0-9]{1,6}[smhd]")) {
            throw wrong("a duration", text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static SeawallException wrong(String key, String value) {
        return new SeawallException(
                "read the section scan of the policy",
                key + " cannot be '" + value + "'",
                "Look into docs/guide/registry.md");
    }
}
