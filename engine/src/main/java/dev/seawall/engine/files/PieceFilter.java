package dev.seawall.engine.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A filter that sees every byte in pieces; a single byte is a piece of one. */
public abstract class PieceFilter extends FilterInputStream {
    /** @param source what is filtered; closed with this */
    protected PieceFilter(InputStream source) {
        super(source);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
