package dev.seawall.engine.check.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML as Kubernetes and Docker do, with places. A line that starts with {@code ---} always begins a document, so
 * the stream is cut there first: one broken document does not hide the others.
 */
public final class YamlTree {
    private static final int LARGEST_DOCUMENT_CHARS = 20_000_000;
    private static final int USUAL_CHARS = 32_768;
    private static final LoadSettings USUAL = settings(USUAL_CHARS);

    private YamlTree() {}

    /** The parser's window: what does not fit is moved at every refill, which is quadratic for one long scalar. */
    private static LoadSettings settings(int windowChars) {
        return LoadSettings.builder()
                .setCodePointLimit(LARGEST_DOCUMENT_CHARS)
                .setBufferSize(windowChars)
                .setMaxAliasesForCollections(100)
                .setAllowDuplicateKeys(true)
                .setUseMarks(true)
                .build();
    }

    /** A piece of the stream and the line it starts at, from 1. */
    private record Piece(int line, String text) {}

    /** Every document that holds something, in order; a broken one has its problem instead of a root. */
    public static List<TreeDocument> parse(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<TreeDocument> documents = new ArrayList<>();
        for (Piece piece : pieces(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            if (!isEmpty(piece.text())) {
                documents.addAll(parse(piece));
            }
        }
        return documents;
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        int startLine = 1;
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            line++;
            if (startsDocument(text, at + 1)) {
                pieces.add(new Piece(startLine, text.substring(start, at + 1)));
                start = at + 1;
                startLine = line;
            }
        }
        pieces.add(new Piece(startLine, text.substring(start)));
        return pieces;
    }

    private static boolean startsDocument(String text, int at) {
        return text.startsWith("---", at) && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
    }

    /** Nothing but comments, blank lines, markers and directives. */
    private static boolean isEmpty(String text) {
        return text.lines()
                .map(String::strip)
                .allMatch(line -> line.isEmpty()
                        || line.startsWith("#")
                        || line.startsWith("%")
                        || line.equals("---")
                        || line.startsWith("--- #")
                        || line.equals("..."));
    }

    private static List<TreeDocument> parse(Piece piece) {
        List<TreeDocument> documents = new ArrayList<>();
        int length = piece.text().length() + 16;
        try {
            for (Node node : new Compose(
                            length <= USUAL_CHARS ? USUAL : settings(Math.min(length, LARGEST_DOCUMENT_CHARS)))
                    .composeAllFromString(piece.text())) {
                documents.add(document(node, piece.line()));
            }
        } catch (MarkedYamlEngineException e) {
            documents.add(broken(piece.line(), problem(e, piece.line())));
        } catch (YamlEngineException e) {
            documents.add(broken(piece.line(), "line " + piece.line() + ": " + firstLine(e)));
        } catch (StackOverflowError e) {
            documents.add(broken(piece.line(), "line " + piece.line() + ": nested too deeply"));
        }
        return documents;
    }

    private static TreeDocument document(Node node, int firstLine) {
        int line = node.getStartMark().map(mark -> mark.getLine() + firstLine).orElse(firstLine);
        try {
            return new TreeDocument(line, new NodeReader(firstLine).root(node), null);
        } catch (TreeException e) {
            return broken(line, e.getMessage());
        }
    }

    private static TreeDocument broken(int line, @Nullable String problem) {
        return new TreeDocument(line, null, problem == null ? "line " + line + ": malformed" : problem);
    }

    private static String problem(MarkedYamlEngineException e, int firstLine) {
        return e.getProblemMark()
                .map(mark -> "line " + (mark.getLine() + firstLine) + ", column " + (mark.getColumn() + 1) + ": "
                        + String.valueOf(e.getProblem()))
                .orElse("line " + firstLine + ": " + firstLine(e));
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
