package dev.seawall.engine.trust.sigstore;

/** What a bundle holds: a signature over an artifact, or an envelope with a statement about it. */
public sealed interface Content permits MessageSignature, Envelope {
    /** The signature's bytes, over which timestamps are made. */
    byte[] signature();
}
