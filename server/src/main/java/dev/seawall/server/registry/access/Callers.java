package dev.seawall.server.registry.access;

import java.util.Optional;

/** The accounts the registry knows. */
public interface Callers {
    /**
     * Who has this name and secret: a password, or the token of a robot.
     *
     * @param address of the client, for the brake on guessing
     * @throws RefusedException where the two do not go together, without telling which is wrong
     */
    Caller login(String name, String secret, String address) throws RefusedException;

    /** The account of that name as it is now, where it may still ask for anything. */
    Optional<Caller> named(String name);

    /** Whether there is any account at all. */
    boolean any();
}
