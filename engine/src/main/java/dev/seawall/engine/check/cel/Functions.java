package dev.seawall.engine.check.cel;

import org.jspecify.annotations.Nullable;

/** Finds the implementation of a function by its name in the checked expression. */
final class Functions {
    private Functions() {}

    static @Nullable Function find(String name) {
        Function found = OperatorFunctions.find(name);
        found = found != null ? found : TextFunctions.find(name);
        found = found != null ? found : ListFunctions.find(name);
        found = found != null ? found : KubernetesFunctions.find(name);
        found = found != null ? found : NetworkFunctions.find(name);
        return found != null ? found : ContainerFunctions.find(name);
    }

    static Values.@Nullable TypeName type(String name) {
        return switch (name) {
            case "int", "uint", "double", "bool", "string", "list", "map", "null_type", "type", "bytes" ->
                new Values.TypeName(name);
            default -> null;
        };
    }
}
