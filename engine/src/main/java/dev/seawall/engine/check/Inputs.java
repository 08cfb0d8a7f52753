package dev.seawall.engine.check;

import dev.seawall.engine.check.kustomize.KustomizeReader;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Walks the paths of a request and has every file read by the reader that knows it. */
final class Inputs {
    private static final int DEEPEST = 40;
    private static final int MOST_FILES = 200_000;

    private final List<Document> documents = new ArrayList<>();
    private final List<FileStatus> problems = new ArrayList<>();
    private final Set<Path> consumed = new HashSet<>();
    private final Map<String, byte[]> instead;
    private int files;

    private Inputs(Map<String, byte[]> instead) {
        this.instead = instead;
    }

    /** Everything below the paths. */
    static Documents read(List<String> paths) {
        return read(paths, Map.of());
    }

    /** Everything below the paths; the files named in the map have the content given there. */
    static Documents read(List<String> paths, Map<String, byte[]> instead) {
        Inputs inputs = new Inputs(instead);
        for (String path : paths) {
            inputs.given(path);
        }
        return Documents.of(inputs.documents, inputs.problems);
    }

    /** Everything below a folder; paths are shown relative to it, whatever it is called itself. */
    static Documents below(Path folder) {
        Inputs inputs = new Inputs(Map.of());
        inputs.visit(folder, "", true, 0);
        return Documents.of(inputs.documents, inputs.problems);
    }

    private void given(String text) {
        Path path = Path.of(text);
        if (!Files.exists(path)) {
            throw new SeawallException("check " + text, "there is no such file or folder", "Name an existing path");
        }
        if (!Files.isReadable(path)) {
            throw new SeawallException("check " + text, "it is not readable", "Give yourself the right to read it");
        }
        visit(path, text, true, 0);
    }

    private void visit(Path path, String shown, boolean given, int depth) {
        if (!given && consumed.contains(path.toAbsolutePath().normalize())) {
            return;
        }
        byte[] content = instead.get(shown);
        InputFile file = content == null
                ? InputFile.folder(path, shown, given, below(shown))
                : InputFile.of(path, shown, given, content);
        Optional<DocumentReader> reader = DocumentReaders.find(file);
        if (reader.isPresent()) {
            read(reader.get(), file);
            if (reader.get() instanceof KustomizeReader) {
                walk(path, shown, depth);
            }
        } else if (file.isFolder()) {
            walk(path, shown, depth);
        } else if (given) {
            problems.add(new FileStatus(
                    shown,
                    FileStatus.State.UNSUPPORTED,
                    "no configuration that Seawall knows: "
                            + DocumentReaders.all().stream()
                                    .map(DocumentReader::id)
                                    .toList()));
        }
    }

    private Map<String, byte[]> below(String shown) {
        String folder = shown.endsWith("/") ? shown : shown + "/";
        Map<String, byte[]> below = new TreeMap<>();
        instead.forEach((name, content) -> {
            if (name.startsWith(folder)) {
                below.put(name.substring(folder.length()), content);
            }
        });
        return below;
    }

    private void read(DocumentReader reader, InputFile file) {
        try {
            Documents read = reader.read(file);
            documents.addAll(read.documents());
            problems.addAll(read.problems());
            consumed.addAll(read.consumed());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            FileStatus.State state = String.valueOf(e.getMessage()).startsWith("larger than")
                    ? FileStatus.State.TOO_LARGE
                    : FileStatus.State.MALFORMED;
            problems.add(new FileStatus(file.shown(), state, reader.id() + ": " + reason(e)));
        }
    }

    private static String reason(Throwable e) {
        return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    private void walk(Path folder, String shown, int depth) {
        if (depth > DEEPEST) {
            problems.add(new FileStatus(shown, FileStatus.State.UNSUPPORTED, "folders nested deeper than " + DEEPEST));
            return;
        }
        for (Path child : children(folder, shown)) {
            String name = String.valueOf(child.getFileName());
            boolean link = Files.isSymbolicLink(child) && Files.isDirectory(child);
            if (!link && !name.equals(".git") && !name.equals("node_modules") && ++files <= MOST_FILES) {
                visit(child, shown.endsWith("/") ? shown + name : shown + "/" + name, false, depth + 1);
            }
        }
    }

    private List<Path> children(Path folder, String shown) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            problems.add(new FileStatus(shown, FileStatus.State.UNREADABLE, String.valueOf(e.getMessage())));
            return List.of();
        }
    }
}
