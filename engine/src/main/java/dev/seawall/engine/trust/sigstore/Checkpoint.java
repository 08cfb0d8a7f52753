package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.Signatures;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The signed head of a log's tree: a note as C2SP writes it.
 *
 * @param text what is signed, its last line break included
 */
@SuppressWarnings("ArrayRecordComponent")
record Checkpoint(String text, String origin, long treeSize, byte[] rootHash, List<NoteSignature> signatures) {
    private static final String STEP = "checkpoint";
    private static final String DASH = "\u2014 ";
    private static final int HINT_BYTES = 4;
    private static final int MAX_SIGNATURES = 100;

    /**
     * One signature line.
     *
     * @param hint four bytes that mark the key
     */
    @SuppressWarnings("ArrayRecordComponent")
    record NoteSignature(String name, byte[] hint, byte[] signature) {}

    static Checkpoint parse(String note) throws TrustException {
        int split = note.lastIndexOf("\n\n");
        TrustException.require(split > 0, STEP, "it has no signatures");
        String text = note.substring(0, split + 1);
        List<String> lines = text.lines().toList();
        TrustException.require(lines.size() >= 3, STEP, "it has fewer than three lines");
        TrustException.require(!lines.getFirst().isBlank(), STEP, "it names no origin");
        return new Checkpoint(
                text,
                lines.getFirst(),
                size(lines.get(1)),
                JsonFields.base64(lines.get(2), "the root hash of the checkpoint"),
                signatures(note.substring(split + 2)));
    }

    private static long size(String line) throws TrustException {
        boolean plain = line.matches("0|[1-9][0-9]{0,17}");
        TrustException.require(plain, STEP, "its tree size is no number");
        return Long.parseLong(line);
    }

    private static List<NoteSignature> signatures(String block) throws TrustException {
        List<NoteSignature> out = new ArrayList<>();
        for (String line : block.lines().toList()) {
            TrustException.require(out.size() < MAX_SIGNATURES, STEP, "it has over 100 signatures");
            out.add(signature(line));
        }
        TrustException.require(!out.isEmpty(), STEP, "it has no signatures");
        return List.copyOf(out);
    }

    private static NoteSignature signature(String line) throws TrustException {
        int space = line.lastIndexOf(' ');
        boolean shaped = line.startsWith(DASH) && space > DASH.length();
        TrustException.require(shaped, STEP, "a signature line is malformed");
        byte[] value = JsonFields.base64(line.substring(space + 1), "a signature of the checkpoint");
        TrustException.require(value.length > HINT_BYTES, STEP, "a signature is too short");
        return new NoteSignature(
                line.substring(DASH.length(), space),
                Arrays.copyOf(value, HINT_BYTES),
                Arrays.copyOfRange(value, HINT_BYTES, value.length));
    }

    /**
     * Demands a signature of this log; those of witnesses, whose keys nobody knows, are passed over.
     *
     * @param tiled true for Rekor v2, whose logs sign with the name of their address
     */
    void requireSignedBy(TrustedRoot.Log log, boolean tiled) throws TrustException {
        Artifact signed = Artifact.of(text.getBytes(StandardCharsets.UTF_8));
        byte[] hint = Arrays.copyOf(log.checkpointId(), HINT_BYTES);
        boolean named = false;
        for (NoteSignature candidate : signatures) {
            if (Arrays.equals(candidate.hint(), hint) && isNamed(candidate.name(), log, tiled)) {
                named = true;
                if (Signatures.verifies(log.key(), signed, candidate.signature())) {
                    return;
                }
            }
        }
        throw new TrustException(STEP, named ? "the log's signature does not hold" : "the log did not sign it");
    }

    private boolean isNamed(String name, TrustedRoot.Log log, boolean tiled) {
        boolean fromOrigin = origin.equals(name) || origin.startsWith(name + " ");
        return fromOrigin && (!tiled || (name.equals(log.host()) && origin.equals(name)));
    }
}
