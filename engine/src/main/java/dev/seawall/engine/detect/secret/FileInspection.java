package dev.seawall.engine.detect.secret;

import dev.seawall.engine.archive.ArchiveContents;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One file: text at once or, where it is large, in pieces that overlap; archives entry by entry, archives in archives
 * once more. What is unpacked in all is bounded.
 */
final class FileInspection {
    private static final int PIECE = 8 << 20;
    private static final int OVERLAP = 64 << 10;
    private static final ArchiveContents.Limits BOUNDS =
            new ArchiveContents.Limits(4, 50_000, 32L << 20, 512L << 20, 64L << 20, 200);
    private static final int MOST_HITS = 2000;

    private final RuleSet rules;
    private final String path;
    private final List<Hit> hits = new ArrayList<>();

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
        inspection.content(file, content);
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

    private void content(FileEntry file, FileContent content) throws IOException {
        byte[] head;
        try (InputStream in = content.open()) {
            head = in.readNBytes(TextSniff.SAMPLE);
        }
        if (TextSniff.isArchive(head)) {
            archive(file, content);
        } else if (!TextSniff.isBinary(head, path)) {
            if (content.sizeBytes() <= PIECE + OVERLAP) {
                text(content.bytes(), "", 1, 0, Integer.MAX_VALUE);
            } else {
                try (InputStream in = content.open()) {
                    pieces(in);
                }
            }
        }
    }

    private void archive(FileEntry file, FileContent content) throws IOException {
        List<String> notes = ArchiveContents.walk(file.name(), content, BOUNDS, new ArchiveContents.Visitor() {
            @Override
            public void member(String innerPath, byte[] bytes) {
                String last = innerPath.substring(innerPath.lastIndexOf("!/") + 1);
                byPath(last, innerPath);
                byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, TextSniff.SAMPLE));
                if (SecretPaths.wants(innerPath)
                        && !TextSniff.isArchive(head)
                        && !TextSniff.isBinary(head, innerPath)) {
                    text(bytes, innerPath, 1, 0, Integer.MAX_VALUE);
                }
            }

            @Override
            public boolean wants(String innerPath) {
                return SecretPaths.wants(innerPath);
            }
        });
        // whoever finds something in a file looks at it anyway; else the report names the file
        if (!notes.isEmpty() && hits.isEmpty()) {
            throw new MalformedFileException(notes.getFirst());
        }
    }

    private void text(byte[] bytes, String innerPath, int firstLine, int from, int to) {
        if (hits.size() < MOST_HITS) {
            byte[] plain = TextSniff.plain(bytes);
            hits.addAll(
                    TextInspection.of(rules, path, innerPath, plain, firstLine, start -> start >= from && start < to));
        }
    }

    /** Each start of a secret belongs to exactly one piece, with at least half the overlap on both sides of it. */
    private void pieces(InputStream in) throws IOException {
        byte[] piece = in.readNBytes(PIECE + OVERLAP);
        int line = 1;
        int from = 0;
        while (true) {
            boolean last = piece.length < PIECE + OVERLAP;
            text(piece, "", line, from, last ? Integer.MAX_VALUE : PIECE + OVERLAP / 2);
            if (last) {
                return;
            }
            line = new SecretText(path, piece, line).lineAt(PIECE);
            byte[] next = new byte[PIECE + OVERLAP];
            System.arraycopy(piece, PIECE, next, 0, OVERLAP);
            int read = in.readNBytes(next, OVERLAP, PIECE);
            piece = read == PIECE ? next : Arrays.copyOf(next, OVERLAP + read);
            from = OVERLAP / 2;
        }
    }
}
