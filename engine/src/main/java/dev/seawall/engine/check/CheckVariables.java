package dev.seawall.engine.check;

import java.util.List;

/** The variables that every condition and message may use, in the order of their slots. */
public final class CheckVariables {
    /** Their names; docs/guide/writing-checks.md says what each holds. */
    public static final List<String> NAMES = List.of(
            "object",
            "workload",
            "pod",
            "container",
            "containerKind",
            "item",
            "key",
            "params",
            "image",
            "version",
            "path",
            "kind",
            "all");

    static final int OBJECT = 0;
    static final int WORKLOAD = 1;
    static final int POD = 2;
    static final int CONTAINER = 3;
    static final int CONTAINER_KIND = 4;
    static final int ITEM = 5;
    static final int KEY = 6;
    static final int PARAMS = 7;
    static final int IMAGE = 8;
    static final int VERSION = 9;
    static final int PATH = 10;
    static final int KIND = 11;
    static final int ALL = 12;

    private CheckVariables() {}
}
