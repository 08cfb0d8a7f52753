package dev.seawall.engine.sbom;

import java.io.IOException;

/** The front door: tells the format of a bill of material by its content and reads it. */
public final class Sboms {
    private Sboms() {}

    /**
     * Reads a document of any known format.
     *
     * @throws IOException with a short reason where it is none of them or broken
     */
    public static SbomContent read(byte[] content) throws IOException {
        return SbomReader.read(content, 0);
    }

    /** Whether the content looks like a bill of material, judged by its first bytes; never throws. */
    public static boolean isSbom(byte[] content) {
        return SbomReader.looksLikeSbom(content);
    }
}
