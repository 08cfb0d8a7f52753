package dev.seawall.engine.rebase;

import dev.seawall.engine.check.dockerfile.Dockerfile;
import dev.seawall.engine.check.dockerfile.Instruction;
import dev.seawall.engine.model.ImageRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Moves the FROM lines of a Dockerfile onto the newest supported bases, pinned; every other byte stays. */
public final class DockerfileRebase {
    private final byte[] content;
    private final BaseSearch search;
    private final List<Line> lines = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();

    private DockerfileRebase(byte[] content, BaseSearch search) {
        this.content = content;
        this.search = search;
    }

    private record Edit(int start, int end, String text) {}

    /**
     * One FROM line.
     *
     * @param line from 1
     * @param from the base as written
     * @param to the base as it should be written; equal to {@code from} where nothing changes
     * @param reason why, or why not
     */
    public record Line(int line, String from, String to, String reason) {
        /** True where the line changes. */
        public boolean isChange() {
            return !from.equals(to);
        }
    }

    /**
     * What became of a Dockerfile.
     *
     * @param content the new file
     * @param lines every FROM that names an image, in file order
     * @param diff unified, empty where nothing changes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Outcome(byte[] content, List<Line> lines, String diff) {
        /** True where the file changes. */
        public boolean isChange() {
            return !diff.isEmpty();
        }
    }

    /** True where this is a Dockerfile: text with a FROM that nothing but comments and arguments precede. */
    public static boolean isDockerfile(byte[] content) {
        try {
            return Dockerfile.parse(masked(content)).instructions().stream()
                    .filter(instruction -> !instruction.is("ARG"))
                    .findFirst()
                    .filter(instruction -> instruction.is("FROM"))
                    .isPresent();
        } catch (IOException notText) {
            return false;
        }
    }

    /**
     * Looks every base up.
     *
     * @param name of the file, for the diff
     * @throws IOException where it is no Dockerfile or a registry does not answer
     */
    public static Outcome run(String name, byte[] content, BaseSearch search) throws IOException {
        DockerfileRebase rebase = new DockerfileRebase(content, search);
        rebase.look();
        byte[] edited = rebase.edited();
        String diff = UnifiedDiff.of(name, text(content), text(edited));
        return new Outcome(edited, List.copyOf(rebase.lines), diff);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The same bytes with what is not ASCII masked, so that places in the text are places in the bytes. */
    private static byte[] masked(byte[] content) {
        byte[] masked = content.clone();
        boolean marked = masked.length >= 3 && masked[0] == (byte) 0xef && masked[1] == (byte) 0xbb;
        for (int i = 0; i < masked.length; i++) {
            if (masked[i] < 0) {
                masked[i] = (byte) (marked && i < 3 ? ' ' : '?');
            }
        }
        return masked;
    }

    private void look() throws IOException {
        Set<String> stages = new HashSet<>();
        for (Instruction instruction : Dockerfile.parse(masked(content)).instructions()) {
            if (!instruction.is("FROM")
                    || instruction.onbuild()
                    || instruction.words().isEmpty()) {
                continue;
            }
            List<String> words = instruction.words();
            String written = words.getFirst();
            if (!written.equals("scratch") && !stages.contains(lower(written))) {
                base(instruction, written);
            }
            if (words.size() >= 3 && words.get(1).equalsIgnoreCase("AS")) {
                stages.add(lower(words.get(2)));
            }
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void base(Instruction from, String written) throws IOException {
        if (written.indexOf('$') >= 0) {
            keep(from, written, "a build argument names it: change the argument");
            return;
        }
        int start = from.lines().sourceOf(from.textAt());
        ImageRef ref = parsed(written);
        if (ref == null || !written.equals(at(start, written.length()))) {
            keep(from, written, "not a plain image name");
        } else if (ref.tag() == null && ref.digest() != null) {
            keep(from, written, "it is pinned without a tag that says which flavour is wanted");
        } else {
            NewerBase newer = search.newest(ref);
            String to =
                    bare(written) + ":" + newer.to().tag() + "@" + newer.to().digest();
            lines.add(new Line(from.line(), written, to, newer.reason()));
            edits.add(new Edit(start, start + written.length(), to));
        }
    }

    private void keep(Instruction from, String written, String reason) {
        lines.add(new Line(from.line(), written, written, reason));
    }

    private static @org.jspecify.annotations.Nullable ImageRef parsed(String written) {
        try {
            return ImageRef.parse(written);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String at(int start, int length) {
        int end = Math.min(start + length, content.length);
        return start > end ? "" : new String(content, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The name as written, without tag and digest. */
    private static String bare(String written) {
        String named = written.split("@", 2)[0];
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }

    private byte[] edited() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 128);
        int done = 0;
        for (Edit edit : edits) {
            out.write(content, done, edit.start - done);
            out.writeBytes(edit.text.getBytes(StandardCharsets.US_ASCII));
            done = edit.end;
        }
        out.writeBytes(Arrays.copyOfRange(content, done, content.length));
        return out.toByteArray();
    }
}
