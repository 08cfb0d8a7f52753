package dev.seawall.server.vault.core;

/** The turns in a vault's life that need everything that is wired together. */
public interface Life {
    /** Fills a new vault, and gives its root token. */
    String begin();

    /** Reads an opened vault. */
    void open();

    /** A name for this vault. */
    String clusterName();

    /** An identifier for this vault. */
    String clusterId();
}
