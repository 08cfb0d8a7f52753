package dev.seawall.engine.network;

/**
 * A network of containers on one host.
 *
 * @param internal true where it leads nowhere outside
 * @param talking false where its containers may not talk to each other
 * @param flat true where containers have addresses of the physical network (macvlan, ipvlan)
 * @param bridge the name of its interface on the host; empty where Docker chooses one
 */
record ComposeNetwork(String name, boolean internal, boolean talking, boolean flat, String bridge) {}
