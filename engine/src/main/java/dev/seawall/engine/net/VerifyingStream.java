package dev.seawall.engine.net;

import dev.seawall.engine.files.PieceFilter;
import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Digests what passes through and compares at the end; a reader who stops early has verified nothing. */
final class VerifyingStream extends PieceFilter {
    private final Digest expected;
    private final MessageDigest computation;
    private boolean done;

    VerifyingStream(Digest expected, InputStream in) {
        super(in);
        this.expected = expected;
        this.computation = Digests.computation(expected);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        if (n > 0) {
            computation.update(target, offset, n);
        } else if (n < 0 && !done) {
            done = true;
            compare();
        }
        return n;
    }

    private void compare() throws IOException {
        Digest found = Digest.of(expected.algorithm(), computation.digest());
        if (!found.equals(expected)) {
            throw new IOException("the content of " + expected + " has another digest: " + found);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] away = new byte[Math.clamp(count, 0, 8192)];
        int n = read(away, 0, away.length);
        return Math.max(n, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
