package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sigma's conditions over named selections: {@code and or not ( )}, {@code 1 of x*}, {@code all of them}. */
final class SigmaCondition {
    private static final Pattern TOKEN = Pattern.compile("[()|]|[^\\s()|]+");
    private static final int DEEPEST = 50;

    private final Map<String, Expr> selections;
    private final Place place;
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private SigmaCondition(String text, Map<String, Expr> selections, Place place) {
        this.selections = selections;
        this.place = place;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    static Expr parse(String text, Map<String, Expr> selections, Place place) throws BadRuleException {
        SigmaCondition condition = new SigmaCondition(text, selections, place);
        Expr whole = condition.any();
        if (condition.at < condition.tokens.size()) {
            throw condition.failure("unexpected '" + condition.tokens.get(condition.at) + "'");
        }
        return whole;
    }

    private BadRuleException failure(String what) {
        return new BadRuleException(place, "Sigma condition: " + what);
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at).toLowerCase(Locale.ROOT) : "";
    }

    private boolean word(String word) {
        boolean found = peek().equals(word);
        at += found ? 1 : 0;
        return found;
    }

    private Expr any() throws BadRuleException {
        List<Expr> parts = new ArrayList<>(List.of(all()));
        while (word("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.Any(parts);
    }

    private Expr all() throws BadRuleException {
        List<Expr> parts = new ArrayList<>(List.of(one()));
        while (word("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.All(parts);
    }

    private Expr one() throws BadRuleException {
        depth++;
        if (depth > DEEPEST) {
            throw failure("it nests deeper than " + DEEPEST);
        }
        Expr found = negatedOrPlain();
        depth--;
        return found;
    }

    private Expr negatedOrPlain() throws BadRuleException {
        if (word("not")) {
            return new Expr.Not(one());
        }
        if (word("(")) {
            Expr inside = any();
            if (!word(")")) {
                throw failure("a ')' is missing");
            }
            return inside;
        }
        if (at >= tokens.size()) {
            throw failure("it ends too early");
        }
        String name = tokens.get(at++);
        return word("of") ? quantified(name) : selection(name);
    }

    private Expr selection(String name) throws BadRuleException {
        Expr found = selections.get(name);
        if (found == null) {
            throw failure("there is no selection '" + name + "'");
        }
        return found;
    }

    private Expr quantified(String quantity) throws BadRuleException {
        String names = at < tokens.size() ? tokens.get(at++) : "";
        boolean them = names.equalsIgnoreCase("them");
        Glob glob = new Glob(them ? "*" : names, false);
        List<Expr> parts = selections.entrySet().stream()
                .filter(each ->
                        glob.matches(each.getKey()) && !(them && each.getKey().startsWith("_")))
                .map(Map.Entry::getValue)
                .toList();
        if (parts.isEmpty()) {
            throw failure("no selection is called '" + names + "'");
        }
        return switch (quantity.toLowerCase(Locale.ROOT)) {
            case "1", "any" -> new Expr.Any(parts);
            case "all" -> new Expr.All(parts);
            default -> throw failure("'" + quantity + " of' is not known, only '1 of' and 'all of'");
        };
    }
}
