package dev.seawall.server.registry;

import dev.seawall.server.registry.access.Caller;
import dev.seawall.server.registry.access.Callers;
import dev.seawall.server.registry.access.RefusedException;
import java.util.Optional;

/** Accounts of the configuration file, and for every other name those of the server. */
record BothCallers(Callers configured, Callers server) implements Callers {
    @Override
    public Caller login(String name, String secret, String address) throws RefusedException {
        boolean ours = configured.named(name).isPresent();
        return (ours ? configured : server).login(name, secret, address);
    }

    @Override
    public Optional<Caller> named(String name) {
        return configured.named(name).or(() -> server.named(name));
    }

    @Override
    public boolean any() {
        return configured.any() || server.any();
    }
}
