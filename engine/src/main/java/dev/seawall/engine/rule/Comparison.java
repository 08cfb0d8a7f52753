package dev.seawall.engine.rule;

/** What the {@code comps} of an exception may say. */
final class Comparison {
    private Comparison() {}

    /** An operator with a modifier, such as {@code startswith oneof}. */
    static boolean isModified(String words) {
        String[] parts = words.strip().split("\\s+");
        return parts.length == 2
                && Operator.find(parts[0])
                        .filter(each -> each.shape() == Operator.Shape.TEXT)
                        .isPresent()
                && Modifier.words().stream().anyMatch(each -> each.word().equals(parts[1]));
    }

    /** True where a list stands to the right of it. */
    static boolean takesList(String words) {
        return isModified(words)
                || Operator.find(words)
                        .filter(each -> each.shape() == Operator.Shape.LIST)
                        .isPresent();
    }
}
