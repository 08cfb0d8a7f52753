package dev.seawall.agent.activity;

import java.time.InstantSource;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What events are seen against: the host's name and clock, the names of users and addresses, the ports served. */
public final class Surroundings {
    private static final long MILLI = 1_000_000;

    private final String hostname;
    private final InstantSource clock;
    private final UserNames users;
    private final HostNames names;
    private final BitSet served = new BitSet(65_536);
    private long wallOffsetNanos;

    public Surroundings(String hostname, InstantSource clock, UserNames users, HostNames names) {
        this.hostname = hostname;
        this.clock = clock;
        this.users = users;
        this.names = names;
        readClock();
    }

    /** Takes the wall clock anew; it may have been set. */
    public void readClock() {
        wallOffsetNanos = clock.millis() * MILLI - System.nanoTime();
    }

    /** A moment of {@link System#nanoTime} in nanoseconds since 1970. */
    public long wallNanos(long monotonicNanos) {
        return monotonicNanos + wallOffsetNanos;
    }

    long wallOffsetNanos() {
        return wallOffsetNanos;
    }

    String hostname() {
        return hostname;
    }

    boolean servesAt(int port) {
        return port > 0 && served.get(port);
    }

    void serve(int port) {
        if (port > 0) {
            served.set(port);
        }
    }

    void learnUsers(ProcessEntry process) {
        if (process.container != null) {
            users.learn(process);
        }
    }

    @Nullable
    String user(ProcessEntry process, int id) {
        return users.user(process, id);
    }

    @Nullable
    String group(ProcessEntry process, int id) {
        return users.group(process, id);
    }

    UserNames.@Nullable Account account(ProcessEntry process, int id) {
        return users.account(process, id);
    }

    /** The name of an address, as the rules, the container's hosts file and DNS answers know it. */
    @Nullable
    String hostName(ProcessEntry process, Endpoint of) {
        return names.name(process, of);
    }

    HostNames names() {
        return names;
    }
}
