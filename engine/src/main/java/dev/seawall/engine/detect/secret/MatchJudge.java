package dev.seawall.engine.detect.secret;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which matches are findings, and words them without telling the secret. */
final class MatchJudge {
    private static final int SHOWN = 4;
    private static final int SHOW_FROM = 12;
    private static final List<String> ALLOW_MARKS = List.of("gitleaks:allow", "trivy:ignore", "seawall:allow");
    private static final Comparator<SecretMatch> ORDER = Comparator.comparingInt(SecretMatch::secretStart)
            .thenComparingInt(SecretMatch::secretEnd)
            .thenComparing(match -> match.rule().id());

    private final RuleSet rules;
    private final SecretText text;

    private MatchJudge(RuleSet rules, SecretText text) {
        this.rules = rules;
        this.text = text;
    }

    /** The matches that count, each rule once per place, in order. */
    static List<SecretMatch> accepted(RuleSet rules, SecretText text, List<SecretMatch> matches) {
        MatchJudge judge = new MatchJudge(rules, text);
        List<SecretMatch> sorted = new ArrayList<>(matches);
        sorted.sort(ORDER);
        List<SecretMatch> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (SecretMatch match : sorted) {
            String key = rules.idOf(match.rule()) + ' ' + match.secretStart() + ' ' + match.secretEnd();
            if (!seen.contains(key) && judge.counts(match)) {
                seen.add(key);
                kept.add(match);
            }
        }
        return kept.stream().filter(match -> judge.isReported(match, kept)).toList();
    }

    private boolean counts(SecretMatch match) {
        SecretRule rule = match.rule();
        String secret = match.secret(text);
        if ((rule.entropy() > 0 && Entropy.of(secret) <= rule.entropy())
                || (rule.has(SecretRule.Flag.NEEDS_DIGIT) && secret.chars().noneMatch(Character::isDigit))
                || (!rule.has(SecretRule.Flag.NO_GLOBAL_ALLOW) && Placeholders.isOne(secret))
                || (rule.has(SecretRule.Flag.STOPWORDS) && StopWords.in(secret))) {
            return false;
        }
        return verification(match).holds() && !isAllowed(match) && !isMarked(match) && !isInBlock(match);
    }

    private Verification verification(SecretMatch match) {
        return Verification.of(match.rule().check(), match.secret(text), text.slice(match.start(), match.end()));
    }

    private boolean isAllowed(SecretMatch match) {
        return any(match.compiled().allows(), match) || any(rules.allows(), match);
    }

    private boolean any(List<CompiledAllow> allows, SecretMatch match) {
        for (CompiledAllow allow : allows) {
            if (allow.allows(text, match)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMarked(SecretMatch match) {
        String lines = match.lines(text);
        return ALLOW_MARKS.stream().anyMatch(lines::contains);
    }

    private boolean isInBlock(SecretMatch match) {
        return contains(rules.excluded(), match) || contains(match.compiled().excluded(), match);
    }

    private boolean contains(List<Pattern> blocks, SecretMatch match) {
        for (Pattern pattern : blocks) {
            Matcher block = pattern.matcher(text.latin());
            while (block.find()) {
                if (block.start() <= match.secretStart() && match.secretEnd() <= block.end()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isReported(SecretMatch match, List<SecretMatch> all) {
        SecretRule rule = match.rule();
        if (rule.has(SecretRule.Flag.SILENT)) {
            return false;
        }
        if (rule.has(SecretRule.Flag.GENERIC)
                && all.stream().anyMatch(o -> !o.rule().has(SecretRule.Flag.GENERIC) && o.overlaps(match))) {
            return false;
        }
        return rule.required().stream().allMatch(required -> isNear(match, required, all));
    }

    private boolean isNear(SecretMatch match, SecretRule.Required required, List<SecretMatch> all) {
        int line = text.lineAt(match.secretStart());
        return all.stream()
                .filter(other -> other.rule().id().equals(required.rule()))
                .anyMatch(other ->
                        required.lines() <= 0 || Math.abs(text.lineAt(other.secretStart()) - line) <= required.lines());
    }

    /** The match as a hit; the only place where a secret becomes words. */
    static Hit hit(RuleSet rules, SecretText text, SecretMatch match, String innerPath, String how) {
        SecretRule rule = match.rule();
        String secret = match.secret(text);
        Verification verified = Verification.of(rule.check(), secret, text.slice(match.start(), match.end()));
        int line = text.lineAt(match.secretStart());
        int endLine = text.lineAt(Math.max(match.secretStart(), match.secretEnd() - 1));
        return new Hit(
                rules.idOf(rule),
                FindingKind.SECRET,
                verified.milder() ? Severity.MEDIUM : rule.severity(),
                rule.title(),
                practices(rule),
                rule.controls(),
                innerPath,
                line,
                endLine,
                shown(secret) + verified.note() + how,
                rule.advice(),
                rules.aliasesOf(rule));
    }

    private static List<Practice> practices(SecretRule rule) {
        return rule.practices().stream()
                .flatMap(id -> Practice.parse(id).stream())
                .toList();
    }

    /** At most the first four characters, fewer of a short secret, and the length. */
    static String shown(String secret) {
        int count = secret.length() < SHOW_FROM ? Math.min(1, secret.length() / SHOWN) : SHOWN;
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < count; i++) {
            char c = secret.charAt(i);
            start.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return start + "… (" + secret.length() + " characters)";
    }
}
