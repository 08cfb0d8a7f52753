package dev.seawall.engine.ecosystem.program;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The list of well-known programs, data of binaries.yaml, and the search through a file for what it is. */
public final class KnownPrograms {
    private static final int PIECE_BYTES = 1 << 20;
    private static final int OVERLAP_BYTES = 4_096;
    private static final List<KnownProgram> ALL = load();

    /** Programs by the first letter of their file names: most files are told apart by it alone. */
    private static final Map<Character, List<KnownProgram>> BY_LETTER = byLetter();

    private KnownPrograms() {}

    static List<KnownProgram> all() {
        return ALL;
    }

    /** Whether a file of this name may be a known program. */
    public static boolean isKnown(String fileName) {
        for (KnownProgram program : fileName.isEmpty() ? ALL : BY_LETTER.getOrDefault(fileName.charAt(0), List.of())) {
            if (program.isCalled(fileName)) {
                return true;
            }
        }
        return false;
    }

    private static Map<Character, List<KnownProgram>> byLetter() {
        Map<Character, List<KnownProgram>> out = new HashMap<>();
        for (char letter = '!'; letter < 127; letter++) {
            String text = String.valueOf(letter);
            List<KnownProgram> possible =
                    ALL.stream().filter(p -> p.mayStartWith(text)).toList();
            if (!possible.isEmpty()) {
                out.put(letter, possible);
            }
        }
        return Map.copyOf(out);
    }

    /**
     * What a file is by its name and the text in it.
     *
     * @param path where it lies
     * @param content read once, never held as a whole
     */
    public static List<Package> read(String path, InputStream content) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<KnownProgram.Search> searches =
                ALL.stream().flatMap(p -> p.search(name).stream()).toList();
        List<Optional<String>[]> found = new ArrayList<>();
        searches.forEach(s -> found.add(empty(s.versions().size())));
        byte[] buffer = new byte[PIECE_BYTES];
        int kept = 0;
        while (true) {
            int read = content.readNBytes(buffer, kept, buffer.length - kept);
            if (read == 0) {
                break;
            }
            String piece = new String(buffer, 0, kept + read, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < searches.size(); i++) {
                look(piece, searches.get(i), found.get(i));
            }
            int overlap = Math.min(OVERLAP_BYTES, kept + read);
            System.arraycopy(buffer, kept + read - overlap, buffer, 0, overlap);
            kept = overlap;
        }
        return packages(path, searches, found);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays cannot be generic
    private static Optional<String>[] empty(int size) {
        Optional[] out = new Optional[size];
        java.util.Arrays.fill(out, Optional.empty());
        return out;
    }

    private static void look(String piece, KnownProgram.Search search, Optional<String>[] found) {
        for (int rank = 0; rank < found.length && found[rank].isEmpty(); rank++) {
            found[rank] = search.in(piece, rank);
        }
    }

    private static List<Package> packages(
            String path, List<KnownProgram.Search> searches, List<Optional<String>[]> found) {
        List<Package> out = new ArrayList<>();
        for (int i = 0; i < searches.size(); i++) {
            KnownProgram program = searches.get(i).program();
            for (Optional<String> version : found.get(i)) {
                if (version.isPresent()) {
                    out.add(Package.of("generic", program.name(), version.get(), path, 0)
                            .withNamespace(program.vendor()));
                    break;
                }
            }
        }
        return out;
    }

    private static List<KnownProgram> load() {
        try (InputStream in = KnownPrograms.class.getResourceAsStream("/ecosystem/binaries.yaml")) {
            Object root = Yaml.parse(Objects.requireNonNull(in, "binaries.yaml").readAllBytes());
            List<KnownProgram> out = new ArrayList<>();
            if (root instanceof List<?> list) {
                list.forEach(entry -> out.add(program((Map<?, ?>) Objects.requireNonNull(entry))));
            }
            return List.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own binaries.yaml is unreadable", e);
        }
    }

    private static KnownProgram program(Map<?, ?> entry) {
        List<String> marks = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        for (Object pair : entry.get("versions") instanceof List<?> list ? list : List.of()) {
            if (pair instanceof Map<?, ?> one) {
                one.forEach((mark, pattern) -> {
                    marks.add(unescaped(String.valueOf(mark)));
                    versions.add(String.valueOf(pattern));
                });
            }
        }
        String text = unescaped(text(entry, "sample"));
        KnownProgram.Sample sample = new KnownProgram.Sample(text(entry, "sample-file"), text, text(entry, "is"));
        Pattern files = Pattern.compile(text(entry, "files"));
        return new KnownProgram(text(entry, "package"), text(entry, "vendor"), files, marks, versions, sample);
    }

    private static String unescaped(String text) {
        return text.replace("\\0", "\0");
    }

    private static String text(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        return value == null ? "" : value.toString();
    }
}
