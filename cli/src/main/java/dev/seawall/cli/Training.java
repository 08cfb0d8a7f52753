package dev.seawall.cli;

import java.util.List;

/** What the build runs once so that the start-up cache knows the classes of everyday commands. Output is thrown away. */
final class Training {
    private Training() {}

    public static void main(String[] arguments) {
        Main.run(List.of("--help"));
        Main.run(List.of("debug", "--help"));
    }
}
