package dev.seawall.engine.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seawall.engine.model.Fix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code ignore} rules of {@code .grype.yaml}; the rest of that file configures Grype and is passed over. */
final class GrypeIgnoreFile {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("python", "pypi"),
            Map.entry("java-archive", "maven"),
            Map.entry("jenkins-plugin", "maven"),
            Map.entry("java", "maven"),
            Map.entry("go-module", "golang"),
            Map.entry("go", "golang"),
            Map.entry("rust-crate", "cargo"),
            Map.entry("rust", "cargo"),
            Map.entry("php-composer", "composer"),
            Map.entry("php", "composer"),
            Map.entry("dotnet", "nuget"),
            Map.entry("ruby", "gem"),
            Map.entry("javascript", "npm"),
            Map.entry("dart-pub", "pub"),
            Map.entry("dart", "pub"),
            Map.entry("pod", "cocoapods"),
            Map.entry("portage", "ebuild"));

    private GrypeIgnoreFile() {}

    static List<Waiver> read(Entry root) {
        List<Waiver> waivers = new ArrayList<>();
        for (Entry rule : root.entries("ignore", "vulnerability")) {
            if (isAnswerable(rule)) {
                waivers.add(waiver(rule));
            }
        }
        return waivers;
    }

    /** Rules about Grype's own matching (namespace, match-type, VEX) mean nothing here and must not match everything. */
    private static boolean isAnswerable(Entry rule) {
        return !rule.has("namespace")
                && !rule.has("match-type")
                && !rule.has("vex-status")
                && !rule.has("vex-justification")
                && (rule.has("vulnerability") || rule.has("fix-state") || rule.has("package"));
    }

    private static Waiver waiver(Entry rule) {
        Entry pkg = rule.entry("package");
        String id = rule.text("vulnerability");
        return Waiver.ofIds(rule.file(), id.isEmpty() ? List.of() : List.of(id))
                .withFixState(fixState(rule))
                .withPlace(packages(pkg), pkg.texts("location"), 0)
                .withReason(rule.text("reason"), null);
    }

    private static Fix.@Nullable State fixState(Entry rule) {
        String word = rule.text("fix-state");
        return word.isEmpty()
                ? null
                : Arrays.stream(Fix.State.values())
                        .filter(s -> s.label().equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> rule.broken("there is no fix-state '" + word + "'"));
    }

    private static PackagePattern packages(Entry pkg) {
        Set<String> ecosystems = new java.util.TreeSet<>();
        for (String key : List.of("type", "language")) {
            String word = pkg.text(key).toLowerCase(Locale.ROOT);
            if (!word.isEmpty()) {
                ecosystems.add(TYPES.getOrDefault(word, word));
            }
        }
        return new PackagePattern(
                List.of(), regex(pkg, "name"), pkg.text("version"), ecosystems, regex(pkg, "upstream-name"));
    }

    private static @Nullable Pattern regex(Entry pkg, String key) {
        String text = pkg.text(key);
        try {
            return text.isEmpty() ? null : Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(text));
        }
    }
}
