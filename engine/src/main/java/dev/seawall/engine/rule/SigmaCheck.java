package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one field of a Sigma selection, with its modifiers and values, into a condition. */
final class SigmaCheck {
    private static final Set<String> COMPARISONS =
            Set.of("contains", "startswith", "endswith", "re", "cidr", "gt", "gte", "lt", "lte", "exists", "fieldref");
    private static final Set<String> FLAGS = Set.of("all", "cased", "i", "m", "s", "neq");

    private final SigmaSource source;
    private final Place place;
    private final String field;
    private String comparison = "";
    private boolean all;
    private boolean cased;
    private boolean lower;
    private boolean negated;
    private List<@Nullable String> values;

    private SigmaCheck(SigmaSource source, Place place, String field, List<@Nullable String> values) {
        this.source = source;
        this.place = place;
        this.field = field;
        this.values = values;
    }

    /** @param key the field and its modifiers, such as {@code CommandLine|contains|all} */
    static Expr of(SigmaSource source, Place place, String key, List<@Nullable String> values) throws BadRuleException {
        String[] parts = key.split("\\|", -1);
        String name = parts[0].isEmpty() ? source.keywords() : parts[0];
        Optional<String> field = source.field(name);
        if (field.isEmpty()) {
            throw new BadRuleException(place, "the Sigma field '" + name + "' has no counterpart here");
        }
        SigmaCheck check = new SigmaCheck(source, place, field.get(), values);
        check.comparison = parts[0].isEmpty() ? "contains" : "";
        for (int i = 1; i < parts.length; i++) {
            check.modify(parts[i]);
        }
        return check.condition();
    }

    private void modify(String modifier) throws BadRuleException {
        if (COMPARISONS.contains(modifier)) {
            comparison = modifier;
        } else if (FLAGS.contains(modifier)) {
            all |= modifier.equals("all");
            cased |= modifier.equals("cased");
            lower |= modifier.equals("i");
            negated |= modifier.equals("neq");
        } else {
            List<String> texts = new ArrayList<>();
            values.forEach(each -> texts.add(each == null ? "" : each));
            values = new ArrayList<>(SigmaEncodings.apply(modifier, texts)
                    .orElseThrow(
                            () -> new BadRuleException(place, "the Sigma modifier '" + modifier + "' is unknown")));
        }
    }

    private Expr condition() throws BadRuleException {
        List<Expr> parts = new ArrayList<>();
        for (String value : values) {
            parts.add(value == null ? new Expr.Not(check(Operator.EXISTS, null)) : one(value));
        }
        if (parts.isEmpty()) {
            throw new BadRuleException(place, "a field of a Sigma selection has no values");
        }
        Expr whole = parts.size() == 1 ? parts.getFirst() : all ? new Expr.All(parts) : new Expr.Any(parts);
        return negated ? new Expr.Not(whole) : whole;
    }

    private Expr check(Operator operator, @Nullable String value) {
        return check(new Operand.FieldName(field, null, 0), operator, value);
    }

    private static Expr check(Operand left, Operator operator, @Nullable String value) {
        Operand right = value == null
                ? null
                : new Operand.Values(List.of(ByteText.of(value)), operator.shape() == Operator.Shape.LIST);
        return new Expr.Check(left, operator, Modifier.NONE, right, 0);
    }

    private Expr one(String value) throws BadRuleException {
        return switch (comparison) {
            case "re" -> regex(value);
            case "cidr" -> network(value);
            case "gt" -> check(Operator.GREATER, value);
            case "gte" -> check(Operator.GREATER_OR_EQUAL, value);
            case "lt" -> check(Operator.LESS, value);
            case "lte" -> check(Operator.LESS_OR_EQUAL, value);
            case "exists" -> exists(value);
            case "fieldref" -> reference(value);
            default -> text(value);
        };
    }

    private Expr regex(String value) {
        Operand name = new Operand.FieldName(field, null, 0);
        Operand left = lower ? new Operand.Applied(Transformer.TO_LOWER, List.of(name), null, 0) : name;
        return check(left, Operator.REGEX, SigmaRegex.whole(value, lower));
    }

    private Expr exists(String value) {
        Expr there = check(Operator.EXISTS, null);
        return value.equals("true") || value.equals("yes") ? there : new Expr.Not(there);
    }

    private Expr network(String value) throws BadRuleException {
        String network = SigmaSource.network(field);
        if (network.isEmpty()) {
            throw new BadRuleException(place, "'" + field + "' cannot be compared with networks");
        }
        return check(new Operand.FieldName(network, null, 0), Operator.EQUAL, value);
    }

    private Expr reference(String value) throws BadRuleException {
        String other = source.field(value)
                .orElseThrow(
                        () -> new BadRuleException(place, "the Sigma field '" + value + "' has no counterpart here"));
        Operand right = new Operand.Applied(Transformer.VALUE, List.of(new Operand.FieldName(other, null, 0)), null, 0);
        return new Expr.Check(new Operand.FieldName(field, null, 0), Operator.EQUAL, Modifier.NONE, right, 0);
    }

    private Expr text(String value) throws BadRuleException {
        FieldKind kind = kind();
        SigmaText text = new SigmaText(value);
        if (kind.list()) {
            return check(Operator.INTERSECTS, text.plain());
        }
        boolean exact = comparison.isEmpty() && !text.isWild();
        if (kind.type() != FieldType.TEXT || (exact && field.equals("evt.type"))) {
            return check(Operator.EQUAL, text.plain());
        }
        if (comparison.equals("contains") && !text.isWild()) {
            return check(cased ? Operator.CONTAINS : Operator.CONTAINS_ANY_CASE, text.plain());
        }
        String before = comparison.equals("contains") || comparison.equals("endswith") ? "*" : "";
        String after = comparison.equals("contains") || comparison.equals("startswith") ? "*" : "";
        return check(cased ? Operator.GLOB : Operator.GLOB_ANY_CASE, before + text.glob() + after);
    }

    private FieldKind kind() throws BadRuleException {
        try {
            return FieldCatalogue.find(field, source.name()).kind();
        } catch (FilterException unknown) {
            throw new BadRuleException(place, unknown.message());
        }
    }
}
