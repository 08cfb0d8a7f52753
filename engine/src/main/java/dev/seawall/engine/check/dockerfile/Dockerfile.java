package dev.seawall.engine.check.dockerfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A parsed Dockerfile or Containerfile.
 *
 * @param escape the character that continues lines, backslash or backtick
 * @param syntax the frontend image of the {@code syntax} directive, empty where there is none
 * @param instructions in file order
 * @param comments every comment, pragmas among them
 * @param problems what could not be understood
 */
public record Dockerfile(
        char escape, String syntax, List<Instruction> instructions, List<Comment> comments, List<Problem> problems) {
    /** Larger files are refused. */
    public static final int LARGEST_BYTES = 4 << 20;

    public Dockerfile {
        instructions = List.copyOf(instructions);
        comments = List.copyOf(comments);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file as BuildKit does; broken instructions become problems and the rest is read on.
     *
     * @throws IOException where it is no text or larger than {@link #LARGEST_BYTES}
     */
    public static Dockerfile parse(byte[] content) throws IOException {
        if (content.length > LARGEST_BYTES) {
            throw new IOException("larger than " + (LARGEST_BYTES >> 20) + " MiB");
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw new IOException("not text: it holds NUL characters");
        }
        return new DockerfileParser(text.startsWith("\uFEFF") ? " " + text.substring(1) : text).parse();
    }
}
