package dev.seawall.engine.detect.secret;

import dev.seawall.engine.detect.Hit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** One text, its encoded parts included. */
final class TextInspection {
    private static final int DEEPEST = 4;
    private static final int MOST_HITS = 1000;
    static final Comparator<Hit> ORDER = Comparator.comparing(Hit::innerPath)
            .thenComparingInt(Hit::line)
            .thenComparing(Hit::id)
            .thenComparing(Hit::evidence);

    private TextInspection() {}

    /**
     * Looks at a text.
     *
     * @param firstLine line number of its first byte
     * @param starts which starts of secrets count, for texts that overlap their neighbours
     */
    static List<Hit> of(
            RuleSet rules, String path, String innerPath, byte[] bytes, int firstLine, IntPredicate starts) {
        SecretText text = new SecretText(innerPath.isEmpty() ? path : innerPath, bytes, firstLine);
        List<Hit> hits = new ArrayList<>();
        List<SecretMatch> plain = MatchJudge.accepted(rules, text, RuleMatching.of(rules, text));
        for (SecretMatch match : plain) {
            if (starts.test(match.secretStart()) && hits.size() < MOST_HITS) {
                hits.add(MatchJudge.hit(rules, text, match, innerPath, ""));
            }
        }
        for (EncodedPart part : EncodedPart.in(text)) {
            if (starts.test(part.start()) && hits.size() < MOST_HITS) {
                decoded(rules, text, innerPath, part, plain, hits);
            }
        }
        hits.sort(ORDER);
        return hits;
    }

    /** The text with what its secrets are made of replaced by what may be shown of them. */
    static String masked(RuleSet rules, String path, String plain) {
        SecretText text = new SecretText(path, plain.getBytes(StandardCharsets.UTF_8), 1);
        TreeMap<Integer, Integer> secrets = new TreeMap<>();
        for (SecretMatch match : MatchJudge.accepted(rules, text, RuleMatching.of(rules, text))) {
            secrets.merge(match.secretStart(), match.secretEnd(), Math::max);
        }
        for (EncodedPart part : EncodedPart.in(text)) {
            List<SecretMatch> inside = new ArrayList<>();
            within(rules, path, part, 1, inside);
            if (!inside.isEmpty()) {
                secrets.merge(part.start(), part.end(), Math::max);
            }
        }
        return secrets.isEmpty() ? plain : masked(text, secrets);
    }

    private static String masked(SecretText text, TreeMap<Integer, Integer> secrets) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        int done = 0;
        for (var secret : secrets.entrySet()) {
            int start = Math.max(done, secret.getKey());
            if (secret.getValue() > start) {
                shown.write(text.bytes(), done, start - done);
                byte[] instead =
                        MatchJudge.shown(text.slice(start, secret.getValue())).getBytes(StandardCharsets.UTF_8);
                shown.write(instead, 0, instead.length);
                done = secret.getValue();
            }
        }
        shown.write(text.bytes(), done, text.length() - done);
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static void decoded(
            RuleSet rules,
            SecretText text,
            String innerPath,
            EncodedPart part,
            List<SecretMatch> plain,
            List<Hit> hits) {
        List<SecretMatch> matches = new ArrayList<>();
        SecretText inner = within(rules, text.path(), part, 1, matches);
        for (SecretMatch match : matches) {
            boolean known = plain.stream()
                    .anyMatch(other -> other.secretStart() < part.end()
                            && part.start() < other.secretEnd()
                            && !other.rule().has(SecretRule.Flag.GENERIC)
                            && other.rule().finding().equals(match.rule().finding()));
            if (!known) {
                Hit hit = MatchJudge.hit(rules, inner, match, innerPath, ", " + part.how());
                int line = text.lineAt(part.start());
                hits.add(hit.at(line, text.lineAt(Math.max(part.start(), part.end() - 1))));
            }
        }
    }

    /** Adds the matches in what a part decodes to, or in what parts of that decode to. */
    private static SecretText within(
            RuleSet rules, String path, EncodedPart part, int depth, List<SecretMatch> matches) {
        SecretText inner = new SecretText(path, part.decoded(), 1);
        for (SecretMatch match : MatchJudge.accepted(rules, inner, RuleMatching.of(rules, inner))) {
            if (match.secretEnd() > part.decodedFrom() && match.secretStart() < part.decodedTo()) {
                matches.add(match);
            }
        }
        if (matches.isEmpty() && depth < DEEPEST) {
            for (EncodedPart deeper : EncodedPart.in(inner)) {
                SecretText found = within(rules, path, deeper, depth + 1, matches);
                if (!matches.isEmpty()) {
                    return found;
                }
            }
        }
        return inner;
    }
}
