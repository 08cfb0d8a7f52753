package dev.seawall.engine.network;

/** A range of addresses outside the cluster. */
record AddressBlock(Intervals addresses) implements Peer {
    @Override
    public String shown() {
        return Addresses.spelled(addresses) + "[External]";
    }
}
