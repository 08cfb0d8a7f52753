package dev.seawall.engine.network;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/**
 * All that policies can tell of a peer; peers with equal profiles have equal connections.
 *
 * @param subjects indexes of the policies that govern it
 * @param rules indexes of the rules whose {@code from} or {@code to} names it
 * @param ports the declared ports whose names policies use
 */
record Profile(
        boolean external,
        BitSet subjects,
        BitSet rules,
        Map<String, Workload.Port> ports,
        String primary,
        Set<String> secondary) {}
