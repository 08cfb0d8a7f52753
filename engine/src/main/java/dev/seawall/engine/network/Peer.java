package dev.seawall.engine.network;

/** One end of a connection. */
sealed interface Peer permits Workload, AddressBlock {
    /** Its name in results. */
    String shown();
}
