package dev.seawall.engine.trust.crypto;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was signed: a file, bytes in memory, or only the digest of something. Not thread-safe. */
public final class Artifact {
    private static final long MAX_WHOLE_BYTES = 512L << 20;

    private final @Nullable Path file;
    private final byte @Nullable [] bytes;
    private final Map<Hash, byte[]> digests = new EnumMap<>(Hash.class);

    private Artifact(@Nullable Path file, byte @Nullable [] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** A file, read as often as digests are asked for. */
    public static Artifact of(Path file) {
        return new Artifact(file, null);
    }

    /** Bytes in memory. */
    public static Artifact of(byte[] content) {
        return new Artifact(null, content.clone());
    }

    /** Something of which only this digest is known. */
    public static Artifact of(Digest digest) throws TrustException {
        Artifact artifact = new Artifact(null, null);
        artifact.digests.put(Hash.named(digest.algorithm()), HexFormat.of().parseHex(digest.hex()));
        return artifact;
    }

    /**
     * Its digest.
     *
     * @throws TrustException where only a digest of another algorithm is known
     */
    public byte[] digest(Hash hash) throws TrustException {
        byte[] known = digests.get(hash);
        if (known == null) {
            known = compute(hash);
            digests.put(hash, known);
        }
        return known.clone();
    }

    private byte[] compute(Hash hash) throws TrustException {
        if (bytes != null) {
            return hash.of(bytes);
        }
        if (file == null) {
            throw new TrustException("artifact", "its " + hash.word() + " digest is needed, only another one is given");
        }
        return ofFile(hash, file);
    }

    private static byte[] ofFile(Hash hash, Path file) {
        MessageDigest computation = hash.computation();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                computation.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return computation.digest();
    }

    /** True where this digest is given or can be computed. */
    public boolean knows(Hash hash) {
        return file != null || bytes != null || digests.containsKey(hash);
    }

    /**
     * The whole content, for signatures that are not made over a digest.
     *
     * @throws TrustException where only a digest is known or the file is over 512 MiB
     */
    public byte[] content() throws TrustException {
        if (bytes != null) {
            return bytes.clone();
        }
        if (file == null) {
            throw new TrustException("artifact", "this kind of key signs the content itself, only a digest is given");
        }
        try {
            TrustException.require(Files.size(file) <= MAX_WHOLE_BYTES, "artifact", "it is over 512 MiB");
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
