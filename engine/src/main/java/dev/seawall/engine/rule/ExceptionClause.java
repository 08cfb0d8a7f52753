package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the exceptions of a rule as {@code and not (…)} behind its condition. */
final class ExceptionClause {
    private ExceptionClause() {}

    static String append(String condition, List<RuleException> exceptions) throws BadRuleException {
        StringBuilder out = new StringBuilder("(" + condition + ")");
        for (RuleException each : exceptions) {
            String clause = each.fields() instanceof Entry.Text ? single(each) : several(each);
            if (!clause.isEmpty()) {
                out.append(" and not ").append(clause);
            }
        }
        return out.toString();
    }

    private static String single(RuleException exception) throws BadRuleException {
        List<String> values = new ArrayList<>();
        for (Entry each : exception.values()) {
            if (!(each instanceof Entry.Text text)) {
                throw new BadRuleException(exception.place(), "Expected values array to contain a list of strings");
            }
            values.add(ListExpansion.quoted(text.text()));
        }
        if (values.isEmpty()) {
            return "";
        }
        return "(" + texts(exception.fields()).getFirst() + " "
                + texts(exception.comparisons()).getFirst() + " (" + String.join(", ", values) + "))";
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Entry entry) {
        return entry == null ? List.of("") : entry.texts();
    }

    private static String several(RuleException exception) throws BadRuleException {
        List<String> fields = texts(exception.fields());
        List<String> rows = new ArrayList<>();
        for (Entry each : exception.values()) {
            List<Entry> row = each instanceof Entry.Items items ? items.items() : List.of();
            if (row.size() != fields.size()) {
                throw new BadRuleException(exception.place(), "Fields and values lists must have equal length");
            }
            rows.add(row(fields, texts(exception.comparisons()), row));
        }
        return rows.isEmpty() ? "" : "(" + String.join(" or ", rows) + ")";
    }

    private static String row(List<String> fields, List<String> comparisons, List<Entry> row) {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            checks.add(fields.get(i) + " " + comparisons.get(i) + " " + right(comparisons.get(i), row.get(i)));
        }
        return "(" + String.join(" and ", checks) + ")";
    }

    private static String right(String comparison, Entry value) {
        if (value instanceof Entry.Items items) {
            return items.texts().stream().map(ListExpansion::quoted).collect(Collectors.joining(", ", "(", ")"));
        }
        String text = value.texts().getFirst();
        if (Comparison.takesList(comparison)) {
            return text.startsWith("(") ? text : "(" + ListExpansion.quoted(text) + ")";
        }
        return ListExpansion.quoted(text);
    }
}
