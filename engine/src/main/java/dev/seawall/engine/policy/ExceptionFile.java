package dev.seawall.engine.policy;

import com.google.re2j.Pattern;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Purl;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Seawall's own exceptions. Each needs an owner, a reason and a last day: a waiver nobody answers for, or that never
 * ends, is how findings are forgotten.
 */
final class ExceptionFile {
    private static final Set<String> KEYS =
            Set.of("id", "kind", "package", "version", "purl", "path", "owner", "reason", "expires");

    private ExceptionFile() {}

    static List<Waiver> read(Entry root) {
        root.allowOnly(Set.of("exceptions"));
        List<Waiver> waivers = new ArrayList<>();
        for (Entry entry : root.entries("exceptions", "id")) {
            entry.allowOnly(KEYS);
            waivers.add(waiver(entry));
        }
        return waivers;
    }

    private static Waiver waiver(Entry entry) {
        List<String> ids = entry.texts("id");
        if (ids.isEmpty() && !entry.has("package") && !entry.has("purl") && !entry.has("path")) {
            throw entry.broken("an exception names neither id, package, purl nor path");
        }
        String label = ids.isEmpty() ? "an exception" : "the exception for " + ids.getFirst();
        for (String key : List.of("owner", "reason", "expires")) {
            if (entry.text(key).isEmpty()) {
                throw entry.broken(label + " has no '" + key + "'");
            }
        }
        LocalDate last = entry.day("expires");
        return Waiver.ofIds(entry.file(), ids)
                .withKinds(kinds(entry))
                .withPlace(packages(entry), entry.texts("path"), 0)
                .withReason(entry.text("reason"), last)
                .ownedBy(entry.text("owner"));
    }

    private static Set<FindingKind> kinds(Entry entry) {
        return entry.texts("kind").stream().map(word -> kind(entry, word)).collect(Collectors.toSet());
    }

    /** The kind of a word such as vulnerability. */
    static FindingKind kind(Entry entry, String word) {
        return Arrays.stream(FindingKind.values())
                .filter(k -> k.label().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> entry.broken("there is no kind '" + word + "'"));
    }

    private static PackagePattern packages(Entry entry) {
        List<Purl> purls = entry.texts("purl").stream()
                .map(text -> TrivyIgnoreFile.purl(entry, text))
                .toList();
        return new PackagePattern(purls, names(entry.texts("package")), entry.text("version"), Set.of(), null);
    }

    private static @Nullable Pattern names(List<String> globs) {
        if (globs.isEmpty()) {
            return null;
        }
        String regex = globs.stream()
                .map(g -> Arrays.stream(g.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|"));
        return Pattern.compile(regex);
    }
}
