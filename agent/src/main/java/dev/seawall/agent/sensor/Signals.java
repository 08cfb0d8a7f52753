package dev.seawall.agent.sensor;

import java.lang.foreign.Arena;

/** Sends signals without starting a process. */
public final class Signals {
    private static final int KILL = 9;

    private Signals() {}

    /** Kills a process; answers whether it was there and could be killed. */
    public static boolean kill(int process) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) Native.KILL.invokeExact(Native.state(arena), process, KILL) == 0;
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }
}
