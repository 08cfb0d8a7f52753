package dev.seawall.engine.detect.secret;

import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * One file: text at once or, where it is large, in pieces that overlap; archives entry by entry, archives in archives
 * once more. What is unpacked in all is bounded.
 */
final class FileInspection {
    private static final int PIECE = 8 << 20;
    private static final int OVERLAP = 64 << 10;
    private static final int DEEPEST = 2;
    private static final int MOST_ENTRIES = 50_000;
    private static final long MOST_UNPACKED = 512L << 20;
    private static final int NESTED_ZIP = 64 << 20;
    private static final int MOST_HITS = 2000;

    private final RuleSet rules;
    private final String path;
    private final List<Hit> hits = new ArrayList<>();
    private long unpackedLeft = MOST_UNPACKED;
    private int entriesLeft = MOST_ENTRIES;

    private FileInspection(RuleSet rules, String path) {
        this.rules = rules;
        this.path = path;
    }

    /** All hits in a file, in order. */
    static List<Hit> of(RuleSet rules, FileEntry file, FileContent content) throws IOException {
        if (rules.allowsPath(file.path())) {
            return List.of();
        }
        FileInspection inspection = new FileInspection(rules, file.path());
        inspection.byPath(file.path(), "");
        try {
            inspection.content(content);
        } catch (MalformedFileException e) {
            // whoever finds something in a file looks at it anyway; else the report names the file
            if (inspection.hits.isEmpty()) {
                throw e;
            }
        }
        inspection.hits.sort(TextInspection.ORDER);
        return List.copyOf(inspection.hits);
    }

    private void byPath(String where, String innerPath) {
        for (CompiledRule compiled : rules.files()) {
            if (compiled.appliesTo(where)) {
                SecretText nothing = new SecretText(where, new byte[0], 1);
                Hit hit = MatchJudge.hit(rules, nothing, new SecretMatch(compiled, 0, 0, 0, 0), innerPath, "");
                hits.add(hit.saying("the file itself, by its name"));
            }
        }
    }

    private void content(FileContent content) throws IOException {
        byte[] head;
        try (InputStream in = content.open()) {
            head = in.readNBytes(TextSniff.SAMPLE);
        }
        if (TextSniff.isZip(head)) {
            try (SeekableByteChannel channel = content.channel()) {
                zip(channel, "", 1);
            }
        } else if (TextSniff.isGzip(head) || TextSniff.isTar(head)) {
            try (InputStream in = content.open()) {
                stream(in, "", 0);
            }
        } else if (!TextSniff.isBinary(head, path)) {
            if (content.sizeBytes() <= PIECE + OVERLAP) {
                text(content.bytes(), "", 1, 0, Integer.MAX_VALUE);
            } else {
                try (InputStream in = content.open()) {
                    pieces(in, new byte[0], "");
                }
            }
        }
    }

    private void text(byte[] bytes, String innerPath, int firstLine, int from, int to) {
        if (hits.size() < MOST_HITS) {
            byte[] plain = TextSniff.plain(bytes);
            hits.addAll(TextInspection.of(
                    rules, path, innerPath, plain, firstLine, start -> start >= from && start < to));
        }
    }

    /** Each start of a secret belongs to exactly one piece, with at least half the overlap on both sides of it. */
    private void pieces(InputStream in, byte[] head, String innerPath) throws IOException {
        byte[] piece = in.readNBytes(PIECE + OVERLAP - head.length);
        if (head.length > 0) {
            byte[] both = Arrays.copyOf(head, head.length + piece.length);
            System.arraycopy(piece, 0, both, head.length, piece.length);
            piece = both;
        }
        spend(piece.length, innerPath);
        int line = 1;
        int from = 0;
        while (true) {
            boolean last = piece.length < PIECE + OVERLAP;
            text(piece, innerPath, line, from, last ? Integer.MAX_VALUE : PIECE + OVERLAP / 2);
            if (last) {
                return;
            }
            line = new SecretText(path, piece, line).lineAt(PIECE);
            byte[] next = new byte[PIECE + OVERLAP];
            System.arraycopy(piece, PIECE, next, 0, OVERLAP);
            int read = in.readNBytes(next, OVERLAP, PIECE);
            spend(read, innerPath);
            piece = read == PIECE ? next : Arrays.copyOf(next, OVERLAP + read);
            from = OVERLAP / 2;
        }
    }

    private void spend(int bytes, String innerPath) throws MalformedFileException {
        if (!innerPath.isEmpty()) {
            unpackedLeft -= bytes;
            if (unpackedLeft < 0) {
                throw new MalformedFileException("unpacks to more than " + (MOST_UNPACKED >> 20) + " MiB");
            }
        }
    }

    /** Whatever a stream holds: an archive, compressed data or text. */
    private void stream(InputStream in, String innerPath, int depth) throws IOException {
        byte[] head = in.readNBytes(TextSniff.SAMPLE);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        if (TextSniff.isZip(head) && depth < DEEPEST) {
            byte[] bytes = whole.readNBytes(NESTED_ZIP);
            spend(bytes.length, innerPath);
            try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(bytes)) {
                zip(channel, innerPath, depth + 1);
            }
        } else if (TextSniff.isGzip(head) && depth <= DEEPEST) {
            stream(new GZIPInputStream(whole, 1 << 16), innerPath.isEmpty() ? "." : innerPath, depth + 1);
        } else if (TextSniff.isTar(head) && depth <= DEEPEST) {
            tar(whole, innerPath, depth + 1);
        } else if (!TextSniff.isBinary(head, innerPath)) {
            pieces(in, head, innerPath);
        }
    }

    private void zip(SeekableByteChannel channel, String innerPath, int depth) throws IOException {
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements() && --entriesLeft >= 0) {
                ZipArchiveEntry entry = entries.nextElement();
                if (!entry.isDirectory() && SecretPaths.wants(entry.getName()) && zip.canReadEntryData(entry)) {
                    String inner = join(innerPath, entry.getName());
                    byPath(entry.getName(), inner);
                    try (InputStream in = zip.getInputStream(entry)) {
                        stream(in, inner, depth);
                    }
                }
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFileException("a damaged zip archive: " + e.getMessage());
        }
    }

    private void tar(InputStream in, String innerPath, int depth) throws IOException {
        TarReader tar = new TarReader(in);
        String outer = innerPath.equals(".") ? "" : innerPath;
        for (TarEntry entry = tar.next(); entry != null && --entriesLeft >= 0; entry = tar.next()) {
            String name = entry.file().path();
            if (entry.file().kind() == FileEntry.Kind.FILE && SecretPaths.wants(name)) {
                String inner = join(outer, name);
                byPath(name, inner);
                stream(tar.content(), inner, depth);
            }
        }
    }

    private static String join(String outer, String name) {
        return outer.isEmpty() ? name : outer + "!/" + name;
    }
}
