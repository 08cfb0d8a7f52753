package dev.seawall.cli;

/** The version of this build, as its jar states it. */
final class Version {
    private Version() {}

    /** The bare number, or {@code dev} when run from classes. */
    static String number() {
        String stated = Main.class.getPackage().getImplementationVersion();
        return stated == null ? "dev" : stated;
    }

    /** What {@code seawall --version} prints. */
    static String line() {
        return "seawall " + number();
    }
}
