package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Peers that no policy tells apart. */
record PeerClass(Profile profile, List<Peer> members) {
    Peer sample() {
        return members.getFirst();
    }

    static Collection<PeerClass> group(List<? extends Peer> peers, Function<Peer, Profile> profiles) {
        Map<Profile, PeerClass> out = new LinkedHashMap<>();
        for (Peer peer : peers) {
            Profile profile = profiles.apply(peer);
            out.computeIfAbsent(profile, key -> new PeerClass(key, new ArrayList<>()))
                    .members()
                    .add(peer);
        }
        return out.values();
    }
}
