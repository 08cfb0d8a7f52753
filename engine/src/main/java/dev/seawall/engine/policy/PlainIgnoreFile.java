package dev.seawall.engine.policy;

import dev.seawall.engine.model.FindingKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ignore files of one entry per line: {@code .trivyignore}, {@code .dockleignore}, {@code .gitleaksignore}. */
final class PlainIgnoreFile {
    private static final String EXPIRES = "exp:";

    private PlainIgnoreFile() {}

    /** One id per line, with {@code exp:2026-12-31} behind it where it ends before that day. */
    static List<Waiver> ids(String file, String text) {
        List<Waiver> waivers = new ArrayList<>();
        for (String line : entries(text)) {
            String[] words = line.split("\\s+");
            Waiver waiver = Waiver.ofIds(file, List.of(words[0]));
            LocalDate end = null;
            StringBuilder comment = new StringBuilder();
            for (int i = 1; i < words.length; i++) {
                if (words[i].startsWith(EXPIRES)) {
                    end = Entry.day(file, words[i].substring(EXPIRES.length())).minusDays(1);
                } else {
                    comment.append(words[i]).append(' ');
                }
            }
            waivers.add(
                    waiver.withReason(comment.toString().replaceFirst("^#+", "").strip(), end));
        }
        return waivers;
    }

    /** One fingerprint per line: {@code [commit:]file:rule:line}. */
    static List<Waiver> gitleaks(String file, String text) {
        List<Waiver> waivers = new ArrayList<>();
        for (String entry : entries(text)) {
            String[] parts = entry.replaceFirst("^[0-9a-f]{40}:", "").split(":");
            int last = parts.length - 1;
            if (last >= 2 && parts[last].matches("[0-9]{1,9}")) {
                String path = String.join(":", List.of(parts).subList(0, last - 1));
                waivers.add(Waiver.ofIds(file, List.of(parts[last - 1]))
                        .withKinds(Set.of(FindingKind.SECRET))
                        .withPlace(PackagePattern.ANY, List.of(literal(path)), Integer.parseInt(parts[last])));
            }
        }
        return waivers;
    }

    /** A path that holds pattern characters means them as they are. */
    private static String literal(String path) {
        return path.replaceAll("([*?{\\[])", "[$1]");
    }

    private static List<String> entries(String text) {
        return text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .toList();
    }
}
