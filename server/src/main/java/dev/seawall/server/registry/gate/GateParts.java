package dev.seawall.server.registry.gate;

/**
 * What the gate consists of.
 *
 * @param open whether nobody ever need say who they are
 */
record GateParts(
        Doorkeeper doorkeeper,
        TokenDesk tokens,
        Pace pace,
        Pulls pulls,
        Pushes pushes,
        Listings listings,
        Ledger ledger,
        boolean open) {}
