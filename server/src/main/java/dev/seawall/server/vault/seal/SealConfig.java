package dev.seawall.server.vault.seal;

/** How a vault is sealed: by what, how many shares there are, and how many are needed. */
public record SealConfig(String type, int shares, int threshold) {
    /** Whether it opens itself at the start. */
    public boolean opensItself() {
        return !type.equals("shamir");
    }
}
