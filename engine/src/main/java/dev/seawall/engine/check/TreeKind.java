package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.JsonTree;
import java.nio.charset.StandardCharsets;

/** Whether a file is written in JSON or in YAML. */
final class TreeKind {
    private TreeKind() {}

    /** True for what the readers read as JSON: it begins with a brace and is whole. */
    static boolean isJson(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("{")
                && JsonTree.parse(content).stream().allMatch(tree -> tree.problem() == null);
    }
}
