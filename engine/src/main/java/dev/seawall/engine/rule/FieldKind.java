package dev.seawall.engine.rule;

/** One entry of the field catalogue. */
record FieldKind(
        int slot,
        String name,
        FieldType type,
        ArgumentKind argument,
        String source,
        boolean list,
        boolean any,
        boolean filterOnly) {
    /** True where events of that source have it; an empty source asks for any. */
    boolean isGivenBy(String wanted) {
        return wanted.isEmpty() || source.equals("all") || source.equals(wanted);
    }
}
