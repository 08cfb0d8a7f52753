package dev.seawall.server.registry.gate;

import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Caller;
import dev.seawall.server.registry.access.Scope;
import dev.seawall.server.registry.access.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param token they showed, or null where they logged in otherwise or not at all
 * @param address they ask from
 */
record Asker(Caller caller, Tokens.@Nullable Presented token, String address) {
    /** Whether the proof they showed reaches to this: a token holds for what it says alone. */
    boolean shows(Action action, String repository) {
        return token == null || token.gives(action, Scope.REPOSITORY, repository);
    }

    /** Whether they hold a token made for this. */
    boolean intends(Action action, String repository) {
        return token != null && token.gives(action, Scope.REPOSITORY, repository);
    }
}
