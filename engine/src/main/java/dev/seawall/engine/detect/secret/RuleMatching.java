package dev.seawall.engine.detect.secret;

import dev.seawall.engine.detect.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** One text against all rules: from keyword hits to raw matches, which {@link MatchJudge} then judges. */
final class RuleMatching {
    /** What an anchored expression may look at; keeps hostile text from making one hit expensive. */
    private static final int REGION = 8192;

    private static final int WHOLE_PIECE = 4 << 20;
    private static final int WHOLE_OVERLAP = 64 << 10;
    private static final byte UNKNOWN = 0;
    private static final byte APPLIES = 1;
    private static final byte DOES_NOT = 2;

    private final RuleSet rules;
    private final SecretText text;
    private final List<SecretMatch> matches = new ArrayList<>();
    private final byte[] applies;
    private final @Nullable Windows[] windows;

    private RuleMatching(RuleSet rules, SecretText text) {
        this.rules = rules;
        this.text = text;
        this.applies = new byte[rules.rules().size()];
        this.windows = new Windows[rules.rules().size()];
    }

    /** Every place where a rule matches, before anything is allowed or verified. */
    static List<SecretMatch> of(RuleSet rules, SecretText text) {
        RuleMatching matching = new RuleMatching(rules, text);
        matching.keywordHits();
        matching.windows();
        matching.rules.whole().forEach(matching::whole);
        return matching.matches;
    }

    private void keywordHits() {
        Keywords.Hits hits = new Keywords.Hits();
        rules.automaton().scan(text.bytes(), 0, text.length(), hits);
        for (int i = 0; i < hits.count(); i++) {
            int end = hits.end(i);
            for (int number : rules.automaton().wordsAt(hits, i)) {
                hit(rules.keyword(number), end);
            }
        }
    }

    private void hit(RuleSet.Keyword keyword, int end) {
        int start = end - keyword.length();
        for (CompiledRule rule : keyword.tokens()) {
            token(rule, start);
        }
        if (keyword.assigned().length > 0) {
            int operator = Assignment.operatorAfter(text.bytes(), end);
            if (operator >= 0) {
                assigned(keyword.assigned(), Assignment.of(text.bytes(), start, end, operator));
            }
        }
        for (CompiledRule rule : keyword.free()) {
            free(rule, start, end);
        }
        for (CompiledRule rule : keyword.gated()) {
            windowsOf(rule).add(0, text.length());
        }
    }

    private boolean applies(CompiledRule rule) {
        if (rule.rule().paths().isEmpty()) {
            return true;
        }
        int number = rule.number();
        if (applies[number] == UNKNOWN) {
            applies[number] = rule.appliesTo(text.path()) ? APPLIES : DOES_NOT;
        }
        return applies[number] == APPLIES;
    }

    private void token(CompiledRule compiled, int keywordStart) {
        SecretRule rule = compiled.rule();
        int start = keywordStart - rule.offset();
        if (start < 0
                || !beginsWell(rule.begin(), start)
                || !Head.fits(compiled.head(), text.bytes(), start)
                || !applies(compiled)) {
            return;
        }
        Matcher matcher = anchored(compiled, start);
        if (matcher.lookingAt()) {
            int secretStart = start;
            int secretEnd = matcher.end();
            for (String group : rule.groups()) {
                if (matcher.start(group) >= 0) {
                    secretStart = matcher.start(group);
                    secretEnd = matcher.end(group);
                    break;
                }
            }
            matches.add(new SecretMatch(compiled, start, matcher.end(), secretStart, secretEnd));
        }
    }

    private boolean beginsWell(String begin, int start) {
        if (start == 0 || begin.equals("any")) {
            return true;
        }
        byte before = text.bytes()[start - 1];
        return begin.equals("enclosed")
                ? ByteKinds.isSpace(before) || "\\'\"`>=:(,)".indexOf(before) >= 0
                : !ByteKinds.isWord(before);
    }

    private Matcher anchored(CompiledRule compiled, int start) {
        Matcher matcher = compiled.anchored().matcher(text.latin());
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        return matcher.region(start, Math.min(text.length(), start + REGION));
    }

    private void assigned(CompiledRule[] candidates, Assignment assignment) {
        for (CompiledRule compiled : candidates) {
            SecretRule rule = compiled.rule();
            if (applies(compiled) && mayName(rule, assignment)) {
                assignment.tryValues(start -> value(compiled, assignment, start));
            }
        }
    }

    private boolean mayName(SecretRule rule, Assignment assignment) {
        if (!rule.spelled().isEmpty()
                && rule.spelled().contains(assignment.keyword())
                && !assignment.isPlainlySpelled()) {
            return false;
        }
        return rule.gapWords().isEmpty() || rule.gapWords().stream().anyMatch(assignment.gap()::contains);
    }

    private boolean value(CompiledRule compiled, Assignment assignment, int start) {
        if (start >= text.length()) {
            return false;
        }
        Matcher matcher = anchored(compiled, start);
        if (!matcher.lookingAt()) {
            return false;
        }
        if (compiled.rule().notNamed().isEmpty() || tellingName(compiled.rule(), assignment)) {
            matches.add(new SecretMatch(compiled, assignment.nameStart(), matcher.end(), start, matcher.end()));
        }
        return true;
    }

    private static boolean tellingName(SecretRule rule, Assignment assignment) {
        String name = assignment.plainName();
        return rule.notNamed().stream().noneMatch(name::contains);
    }

    private void free(CompiledRule compiled, int start, int end) {
        SecretRule rule = compiled.rule();
        if ((rule.needs().isEmpty() || follows(rule.needs().charAt(0), end, rule.after())) && applies(compiled)) {
            windowsOf(compiled).add(Math.max(0, start - rule.before()), Math.min(text.length(), end + rule.after()));
        }
    }

    /** Whether a character follows before the next blank. */
    private boolean follows(char wanted, int from, int most) {
        int end = Math.min(text.length(), from + most);
        for (int i = from; i < end; i++) {
            byte b = text.bytes()[i];
            if (b == wanted) {
                return true;
            }
            if (ByteKinds.isQuoteOrSpace(b)) {
                return false;
            }
        }
        return false;
    }

    private Windows windowsOf(CompiledRule compiled) {
        Windows known = windows[compiled.number()];
        if (known == null) {
            known = new Windows();
            windows[compiled.number()] = known;
        }
        return known;
    }

    private void windows() {
        for (CompiledRule compiled : rules.rules()) {
            Windows known = windows[compiled.number()];
            if (known != null && applies(compiled)) {
                known.forEach((from, to) -> search(compiled, from, to));
            }
        }
    }

    private void whole(CompiledRule compiled) {
        if (applies(compiled)) {
            search(compiled, 0, text.length());
        }
    }

    /** Searches a span, in pieces where it is very long. */
    private void search(CompiledRule compiled, int from, int to) {
        for (int piece = from; piece < to; piece += WHOLE_PIECE) {
            int end = Math.min(to, piece + WHOLE_PIECE + WHOLE_OVERLAP);
            searchPiece(compiled, piece, end);
            if (end == to) {
                return;
            }
        }
    }

    private void searchPiece(CompiledRule compiled, int from, int to) {
        var matcher = compiled.searched().matcher(text.latin().substring(from, to));
        while (matcher.find()) {
            addGroups(compiled, matcher, from);
        }
    }

    private void addGroups(CompiledRule compiled, com.google.re2j.Matcher matcher, int base) {
        List<String> groups = compiled.rule().groups();
        if (groups.isEmpty()) {
            add(compiled, matcher, base, 0);
        }
        for (String group : groups) {
            int number = number(compiled, matcher, group);
            if (matcher.start(number) >= 0) {
                add(compiled, matcher, base, number);
            }
        }
    }

    private void add(CompiledRule compiled, com.google.re2j.Matcher matcher, int base, int group) {
        matches.add(new SecretMatch(
                compiled,
                base + matcher.start(),
                base + matcher.end(),
                base + matcher.start(group),
                base + matcher.end(group)));
    }

    /** A group by its name, its number, or the word {@code first} for the first that holds something. */
    private static int number(CompiledRule compiled, com.google.re2j.Matcher matcher, String group) {
        if (group.equals("first")) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                if (matcher.start(i) >= 0 && matcher.end(i) > matcher.start(i)) {
                    return i;
                }
            }
            return 0;
        }
        return Character.isDigit(group.charAt(0))
                ? Integer.parseInt(group)
                : compiled.searched().namedGroups().getOrDefault(group, 0);
    }
}
