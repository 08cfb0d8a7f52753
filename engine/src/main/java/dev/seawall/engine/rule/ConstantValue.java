package dev.seawall.engine.rule;

/** A text that is the same for every event. */
final class ConstantValue extends Value {
    private final String text;

    ConstantValue(String text) {
        super(FieldType.TEXT, false, "'" + text + "'");
        this.text = text;
    }

    @Override
    String text(Event event) {
        return text;
    }
}
