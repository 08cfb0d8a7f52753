package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which listeners open where. */
final class Listeners {
    /** A listener of a module and its address. */
    record Planned(ServerModule module, Listener listener, ListenAddress address) {}

    private Listeners() {}

    /**
     * All of the modules' listeners on their default ports of 127.0.0.1, or only the named ones where any is named.
     *
     * @throws SeawallException where a named listener belongs to none of the modules
     */
    static List<Planned> plan(List<ServerModule> modules, List<ListenAddress> named) {
        Map<String, ListenAddress> addresses = new LinkedHashMap<>();
        named.forEach(address -> addresses.put(address.name(), address));
        List<Planned> planned = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (ServerModule module : modules) {
            for (Listener listener : module.listeners()) {
                known.add(listener.name());
                ListenAddress address = named.isEmpty() ? standard(listener) : addresses.remove(listener.name());
                if (address != null) {
                    planned.add(new Planned(module, listener, address));
                }
            }
        }
        if (!addresses.isEmpty()) {
            throw new SeawallException(
                    "open the listeners " + String.join(", ", addresses.keySet()),
                    "no started module has them",
                    "Choose from " + String.join(", ", known));
        }
        return planned;
    }

    private static @Nullable ListenAddress standard(Listener listener) {
        return new ListenAddress(listener.name(), "127.0.0.1", listener.defaultPort());
    }
}
