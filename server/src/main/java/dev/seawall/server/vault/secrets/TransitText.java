package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.VaultException;

/** A text that says which version of a key made it: {@code vault:v1:…}. */
record TransitText(int version, String body) {
    private static final String PREFIX = "vault:v";

    static TransitText parse(String text, String what) {
        VaultException.refuseIf(!text.startsWith(PREFIX), "invalid " + what + ": no prefix");
        String[] parts = text.substring(PREFIX.length()).split(":", 2);
        VaultException.refuseIf(parts.length != 2, "invalid " + what + ": wrong number of fields");
        try {
            int version = Integer.parseInt(parts[0]);
            return new TransitText(version == 0 ? 1 : version, parts[1]);
        } catch (NumberFormatException malformed) {
            throw VaultException.refused("invalid " + what + ": version number could not be decoded");
        }
    }
}
