package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document in its run: the variables that are the same for every check and place. */
final class Scope {
    private final Document document;
    private final @Nullable Object[] values = new Object[CheckVariables.NAMES.size()];

    Scope(Document document, int minor, Map<String, List<Object>> all) {
        this.document = document;
        Workload workload = document.workload();
        values[CheckVariables.OBJECT] = document.root();
        values[CheckVariables.WORKLOAD] = workload == null ? SourceMap.EMPTY : workload.toMap();
        values[CheckVariables.POD] = workload == null ? SourceMap.EMPTY : workload.pod();
        values[CheckVariables.IMAGE] = document.image() == null ? SourceMap.EMPTY : document.image();
        values[CheckVariables.VERSION] = (long) minor;
        values[CheckVariables.PATH] = document.path();
        values[CheckVariables.KIND] = document.kinds().getFirst();
        values[CheckVariables.ALL] = all;
    }

    Document document() {
        return document;
    }

    /** A fresh array to put the rest into. */
    @Nullable
    Object[] variables() {
        return values.clone();
    }
}
