package dev.seawall.engine.host;

import com.google.re2j.Pattern;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The text files of a host: bounded, decoded leniently, each read once. What could not be read is remembered, so that
 * the report can say so.
 */
final class HostText {
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_MATCHES = 5_000;

    private final HostFiles files;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
    private final Map<String, FileStatus> problems = new ConcurrentHashMap<>();

    HostText(HostFiles files) {
        this.files = files;
    }

    HostFiles files() {
        return files;
    }

    /** The text of a file; empty where there is none or it cannot be read. */
    Optional<String> find(String path) {
        return path.startsWith("proc/") ? read(path) : known.computeIfAbsent(path, this::read);
    }

    /** The text of a file, or nothing. */
    String read(String path, String otherwise) {
        return find(path).orElse(otherwise);
    }

    List<Line> lines(String path) {
        return Line.of(path, read(path, ""));
    }

    List<Line> joinedLines(String path) {
        return Line.joined(path, read(path, ""));
    }

    /** Files that could not be read, in path order. */
    List<FileStatus> problems() {
        return List.copyOf(new TreeMap<>(problems).values());
    }

    private Optional<String> read(String path) {
        Optional<FileEntry> entry = files.resolve(path);
        if (entry.isEmpty() || entry.get().kind() != FileEntry.Kind.FILE) {
            return Optional.empty();
        }
        try (InputStream in = files.content(path).open()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                report(path, FileStatus.State.TOO_LARGE, "larger than 8 MB; the rest was not read");
            }
            return Optional.of(new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!path.startsWith("proc/") && !path.startsWith("sys/")) {
                report(path, FileStatus.State.UNREADABLE, "may not be read");
            }
            return Optional.empty();
        }
    }

    void report(String path, FileStatus.State state, String reason) {
        problems.put(path, new FileStatus(path, state, reason));
    }

    boolean exists(String path) {
        return files.resolve(path).isPresent();
    }

    /** Every path that a glob names ({@code *} and {@code ?} inside one segment), in order; hidden files only by name. */
    List<String> glob(String pattern) {
        List<String> found = List.of("");
        for (String segment : pattern.split("/")) {
            found = segment.isEmpty() ? found : step(found, segment);
        }
        return found;
    }

    private List<String> step(List<String> folders, String segment) {
        List<String> next = new ArrayList<>();
        boolean wild = segment.contains("*") || segment.contains("?");
        Pattern names = Pattern.compile(regex(segment));
        for (String folder : folders) {
            String prefix = folder.isEmpty() ? "" : folder + "/";
            if (!wild) {
                files.entry(prefix + segment).ifPresent(entry -> next.add(prefix + segment));
                continue;
            }
            files.list(folder).stream()
                    .filter(name -> names.matches(name) && (segment.startsWith(".") || !name.startsWith(".")))
                    .limit(MOST_MATCHES)
                    .forEach(name -> next.add(prefix + name));
        }
        return next;
    }

    /** A glob of one segment as a regular expression. */
    static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.chars().forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c)));
        return regex.toString();
    }
}
