package dev.seawall.agent.sensor;

import java.util.List;

/**
 * A system call the sensor can record.
 *
 * @param number on x86-64
 * @param plan what the kernel side reads for it, the bits of {@code sensor.bpf.c}
 * @param state true where the process table needs it whatever the rules want
 * @param arguments what rules see as {@code evt.arg}, in order
 */
public record Call(int number, String name, long plan, boolean state, List<Argument> arguments) {
    /**
     * One argument as rules see it.
     *
     * @param from where its value is: {@code result}, {@code a0}, {@code t0}, {@code how}, a part
     * @param kind how it is written: {@code dec}, {@code path}, {@code open-flags} and so on
     */
    public record Argument(String name, String from, String kind) {
        /** The index in {@code a3} or {@code t3}. */
        public int index() {
            return from.charAt(1) - '0';
        }
    }

    public Call {
        arguments = List.copyOf(arguments);
    }
}
