package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * {@code rpmdb.sqlite}: the table {@code Packages(hnum, blob)}. Reads table B-trees only: interior pages, leaf pages,
 * overflow chains. Every page of a tree is visited once, so cycles are refused.
 */
final class SqliteTables {
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;
    private static final int MAX_DEPTH = 40;

    private final SqlitePages pages;
    private final BitSet visited = new BitSet();

    private SqliteTables(SqlitePages pages) {
        this.pages = pages;
    }

    static void read(SqlitePages pages, RecordSink sink) throws IOException {
        long[] root = new long[1];
        new SqliteTables(pages).walk(1, 0, row -> {
            if (row.text(0).equals("table") && row.text(1).equals("Packages")) {
                root[0] = row.integer(3);
            }
        });
        if (root[0] <= 1) {
            throw new MalformedFileException("no table of packages in the database");
        }
        new SqliteTables(pages).walk(root[0], 0, row -> sink.header(row.blob(1)));
    }

    private interface RowSink {
        void row(SqliteRow row) throws IOException;
    }

    private void walk(long number, int depth, RowSink sink) throws IOException {
        ByteBuffer page = pages.page(number);
        if (depth > MAX_DEPTH || number > Integer.MAX_VALUE || visited.get((int) number)) {
            throw new MalformedFileException("a cycle of pages");
        }
        visited.set((int) number);
        int start = number == 1 ? 100 : 0;
        int type = page.get(start);
        int cells = Short.toUnsignedInt(page.getShort(start + 3));
        int pointers = start + (type == INTERIOR ? 12 : 8);
        if ((type != INTERIOR && type != LEAF) || pointers + 2 * cells > pages.usable()) {
            throw new MalformedFileException("a page that is not part of a table");
        }
        for (int i = 0; i < cells; i++) {
            int at = Short.toUnsignedInt(page.getShort(pointers + 2 * i));
            visit(page, at, type, depth, sink);
        }
        if (type == INTERIOR) {
            walk(page.getInt(start + 8) & 0xffffffffL, depth + 1, sink);
        }
    }

    private void visit(ByteBuffer page, int at, int type, int depth, RowSink sink) throws IOException {
        if (at > pages.usable() - 4) {
            throw new MalformedFileException("a cell outside its page");
        }
        if (type == INTERIOR) {
            walk(page.getInt(at) & 0xffffffffL, depth + 1, sink);
        } else {
            page.position(at);
            sink.row(new SqliteRow(payload(page)));
        }
    }

    /** The record of a leaf cell, from the page and the chain of overflow pages behind it. */
    private byte[] payload(ByteBuffer page) throws IOException {
        long length = SqliteRow.varint(page);
        SqliteRow.varint(page);
        pages.spend(length);
        if (length > Integer.MAX_VALUE - 8) {
            throw new MalformedFileException("a record that is too large");
        }
        byte[] out = new byte[(int) length];
        int local = local((int) length);
        if (local > page.limit() - page.position() - (local < length ? 4 : 0)) {
            throw new MalformedFileException("a record outside its page");
        }
        page.get(out, 0, local);
        if (local < out.length) {
            overflow(page.getInt() & 0xffffffffL, out, local);
        }
        return out;
    }

    /** How much of a record lies in the leaf page itself, by the rule of the file format. */
    private int local(int length) {
        int usable = pages.usable();
        if (length <= usable - 35) {
            return length;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int fitting = least + (length - least) % (usable - 4);
        return fitting <= usable - 35 ? fitting : least;
    }

    private void overflow(long first, byte[] out, int from) throws IOException {
        long number = first;
        int at = from;
        while (at < out.length) {
            ByteBuffer page = pages.page(number);
            int part = Math.min(pages.usable() - 4, out.length - at);
            page.get(4, out, at, part);
            number = page.getInt(0) & 0xffffffffL;
            at += part;
        }
    }

    /** The text of a value, for the schema. */
    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
