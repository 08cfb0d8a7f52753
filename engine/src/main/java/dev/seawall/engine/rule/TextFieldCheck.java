package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions about one text field of which any answered by yes is enough: the field is asked for once. */
final class TextFieldCheck extends Predicate {
    private final Field field;
    private final TextTest[] tests;
    private final int cost;

    private TextFieldCheck(Field field, List<TextTest> tests) {
        this.field = field;
        this.tests = tests.toArray(TextTest[]::new);
        this.cost = 2 + tests.stream().mapToInt(TextTest::cost).sum();
    }

    static TextFieldCheck of(Field field, TextTest test) {
        return new TextFieldCheck(field, List.of(test));
    }

    @Override
    boolean test(Event event) {
        String text = event.text(field);
        if (text == null) {
            return false;
        }
        for (TextTest test : tests) {
            if (test.holds(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    int cost() {
        return cost;
    }

    /** The parts of an "or", those about the same field put together. */
    static List<Predicate> merged(List<Predicate> parts) {
        List<Predicate> out = new ArrayList<>();
        Map<Field, List<TextTest>> byField = new LinkedHashMap<>();
        for (Predicate part : parts) {
            if (part instanceof TextFieldCheck check) {
                byField.computeIfAbsent(check.field, any -> new ArrayList<>()).addAll(List.of(check.tests));
            } else {
                out.add(part);
            }
        }
        byField.forEach((field, tests) -> out.add(new TextFieldCheck(field, simplified(tests))));
        return out;
    }

    /** Equalities and sets become one set; what remains follows in the order of its cost. */
    private static List<TextTest> simplified(List<TextTest> tests) {
        Set<String> texts = new LinkedHashSet<>();
        List<TextTest> others = new ArrayList<>();
        for (TextTest test : tests) {
            switch (test) {
                case TextTest.Equal equal when equal.positive() -> texts.add(equal.wanted());
                case TextTest.OneOf set -> texts.addAll(set.wanted());
                default -> others.add(test);
            }
        }
        if (texts.size() == 1) {
            others.add(new TextTest.Equal(texts.iterator().next(), true));
        } else if (!texts.isEmpty()) {
            others.add(new TextTest.OneOf(new java.util.HashSet<>(texts)));
        }
        others.sort(java.util.Comparator.comparingInt(TextTest::cost));
        return others;
    }
}
