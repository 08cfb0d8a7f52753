package dev.seawall.server.registry.access;

import java.util.ArrayList;
import java.util.List;

/** Cuts what a client asks for down to what its account may do. */
public final class Grants {
    private static final String CATALOG = "registry:catalog";

    private final Rights rights;

    /** Grants by these rights. */
    public Grants(Rights rights) {
        this.rights = rights;
    }

    /** What is granted of what was asked; scopes of which nothing is granted are left out. */
    public List<Scope> granted(Caller caller, List<Scope> asked) {
        List<Scope> out = new ArrayList<>();
        for (Scope scope : asked) {
            List<String> actions = actions(caller, scope);
            if (!actions.isEmpty()) {
                out.add(new Scope(scope.type(), scope.name(), actions));
            }
        }
        return List.copyOf(out);
    }

    private List<String> actions(Caller caller, Scope scope) {
        if ((scope.type() + ":" + scope.name()).equals(CATALOG)) {
            return scope.actions().contains("*") ? List.of("*") : List.of();
        }
        if (!scope.type().equals(Scope.REPOSITORY)) {
            return List.of();
        }
        List<String> wanted = scope.actions().contains("*") ? List.of("pull", "push", "delete") : scope.actions();
        List<String> out = new ArrayList<>(wanted.stream()
                .filter(word -> Action.named(word)
                        .filter(action -> rights.may(caller, action, scope.name()))
                        .isPresent())
                .toList());
        boolean signs = !out.contains("sign") && !out.isEmpty() && rights.may(caller, Action.SIGN, scope.name());
        if (signs) {
            out.add("sign");
        }
        return out;
    }
}
