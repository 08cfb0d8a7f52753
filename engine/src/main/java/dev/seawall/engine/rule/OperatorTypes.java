package dev.seawall.engine.rule;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which operators each family of types knows. */
final class OperatorTypes {
    private static final Set<Operator> LISTS = EnumSet.of(Operator.EXISTS, Operator.IN, Operator.INTERSECTS);
    private static final Map<FieldType.Family, Set<Operator>> KNOWN = known();

    private OperatorTypes() {}

    private static Map<FieldType.Family, Set<Operator>> known() {
        Set<Operator> equality = EnumSet.copyOf(LISTS);
        equality.addAll(EnumSet.of(Operator.EQUAL, Operator.EQUAL_TWICE, Operator.NOT_EQUAL));
        Set<Operator> order = EnumSet.copyOf(equality);
        order.addAll(EnumSet.of(Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL));
        Set<Operator> text = EnumSet.allOf(Operator.class);
        text.removeAll(EnumSet.of(Operator.CONTAINS_BYTES, Operator.STARTS_WITH_BYTES));
        Set<Operator> bytes = EnumSet.copyOf(equality);
        bytes.addAll(EnumSet.of(
                Operator.CONTAINS,
                Operator.STARTS_WITH,
                Operator.ENDS_WITH,
                Operator.CONTAINS_BYTES,
                Operator.STARTS_WITH_BYTES));
        Map<FieldType.Family, Set<Operator>> map = new EnumMap<>(FieldType.Family.class);
        map.put(FieldType.Family.TEXT, text);
        map.put(FieldType.Family.BYTES, bytes);
        map.put(FieldType.Family.BOOLEAN, equality);
        map.put(FieldType.Family.ADDRESS, equality);
        map.put(FieldType.Family.NUMBER, order);
        map.put(FieldType.Family.DOUBLE, order);
        return map;
    }

    static boolean knows(FieldType.Family family, Operator operator) {
        return KNOWN.getOrDefault(family, LISTS).contains(operator);
    }

    static void require(Expr.Check check, Value left) throws FilterException {
        Operator operator = check.operator();
        boolean known =
                left.isList() ? LISTS.contains(operator) : knows(left.type().family(), operator);
        if (!known) {
            throw new FilterException(
                    "'" + operator.word() + "' operator not supported for "
                            + (left.isList()
                                    ? "list"
                                    : left.type().family().name().toLowerCase(java.util.Locale.ROOT))
                            + " filters such as '" + left.name() + "'",
                    check.offset());
        }
    }
}
