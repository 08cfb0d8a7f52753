package dev.seawall.engine.rule;

/**
 * One field as a filter or a template names it, argument included. The same reference is the same object, so a source of
 * events may switch on {@link #slot} or keep values by identity.
 */
public final class Field {
    private final FieldKind kind;
    private final String argument;
    private final int index;

    Field(FieldKind kind, String argument, int index) {
        this.kind = kind;
        this.argument = argument;
        this.index = index;
    }

    /** The name without the argument, such as {@code proc.aname} or {@code evt.arg}. */
    public String name() {
        return kind.name();
    }

    /** The place of the name in the catalogue, from 0; stable while the program runs. */
    public int slot() {
        return kind.slot();
    }

    /** What is in the brackets or behind the dot; empty where there is none. */
    public String argument() {
        return argument;
    }

    /** The argument as a number, -1 where it is none: {@code proc.aname[2]} gives 2. */
    public int index() {
        return index;
    }

    /** True where the reference carries an argument. */
    public boolean hasArgument() {
        return !argument.isEmpty();
    }

    /** The type of its values. */
    public FieldType type() {
        return kind.type();
    }

    FieldKind kind() {
        return kind;
    }

    /** True for lists, which know {@code in}, {@code intersects} and {@code exists} only. */
    public boolean isList() {
        return kind.list();
    }

    /**
     * True where several values stand for it, one of which must fit: client and server, or all ancestors. Those with an
     * argument name one ancestor.
     */
    public boolean isAny() {
        return kind.any() && index < 0;
    }

    /** As a filter writes it. */
    @Override
    public String toString() {
        if (argument.isEmpty()) {
            return name();
        }
        return kind.argument().isDotted() && index < 0 ? name() + "." + argument : name() + "[" + argument + "]";
    }
}
