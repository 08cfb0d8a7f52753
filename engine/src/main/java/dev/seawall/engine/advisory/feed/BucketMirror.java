package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.net.Downloads;
import dev.seawall.engine.net.Downloads.Fetched;
import dev.seawall.engine.net.Downloads.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A local copy of some ecosystems of an OSV bucket behind https. Each is its {@code all.zip} and, since then, the
 * records that {@code modified_id.csv} names; after many changes the zip is fetched afresh.
 */
public final class BucketMirror {
    private static final long MAX_ZIP_BYTES = 4L << 30;
    private static final long MAX_LIST_BYTES = 512L << 20;
    private static final int MAX_DELTAS = 400;

    private final URI base;
    private final Path folder;
    private final Downloads downloads;

    /**
     * @param base the bucket's address
     * @param folder for the copy, of this bucket only
     */
    public BucketMirror(URI base, Path folder, Downloads downloads) {
        this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
        this.folder = folder;
        this.downloads = downloads;
    }

    /** The ecosystems the bucket lists, without those of single releases; empty where it has no list. */
    public List<String> ecosystems() throws IOException {
        Path list = folder.resolve("ecosystems.txt");
        if (downloads.fetch(base.resolve("ecosystems.txt"), "", list, 1 << 20).outcome() != Outcome.FETCHED) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && line.indexOf(':') < 0)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /**
     * Brings the copy of one ecosystem up to date.
     *
     * @return whether anything changed
     * @throws IOException where the bucket does not have it or cannot be reached
     */
    public boolean refresh(String ecosystem) throws IOException {
        Path own = folder(ecosystem);
        Optional<List<String>> changed = changedSince(ecosystem, own);
        if (changed.isPresent()
                && Files.exists(own.resolve("all.zip"))
                && changed.get().size() <= MAX_DELTAS) {
            for (String id : changed.get()) {
                fetchRecord(ecosystem, own, id);
            }
            remember(own);
            return !changed.get().isEmpty();
        }
        Fetched zip = downloads.fetch(address(ecosystem, "all.zip"), tag(own), own.resolve("all.zip"), MAX_ZIP_BYTES);
        if (zip.outcome() == Outcome.ABSENT) {
            throw new IOException(base + " has no ecosystem " + ecosystem);
        }
        if (zip.outcome() == Outcome.FETCHED) {
            dropDeltas(own);
        }
        Files.writeString(own.resolve("tag"), zip.tag());
        remember(own);
        return zip.outcome() == Outcome.FETCHED;
    }

    /** Hands on every record of one ecosystem's copy. */
    public void read(String ecosystem, RecordSink sink) throws IOException {
        Path own = folder(ecosystem);
        Set<String> newer = new HashSet<>();
        Path deltas = own.resolve("deltas");
        if (Files.isDirectory(deltas)) {
            try (Stream<Path> files = Files.list(deltas)) {
                files.forEach(file -> newer.add(file.getFileName().toString().replaceFirst("\\.json$", "")));
            }
            OsvFolder.list(deltas).read(sink);
        }
        try {
            OsvZip.read(own.resolve("all.zip"), newer, sink);
        } catch (IOException e) {
            // the next refresh fetches it afresh
            Files.deleteIfExists(own.resolve("all.zip"));
            throw e;
        }
    }

    private Path folder(String ecosystem) {
        return folder.resolve(URLEncoder.encode(ecosystem, StandardCharsets.UTF_8));
    }

    private URI address(String ecosystem, String file) {
        return base.resolve(encoded(ecosystem) + "/" + encoded(file));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Ids changed since the last refresh; empty where the bucket keeps no list of changes or nothing is here yet. */
    private Optional<List<String>> changedSince(String ecosystem, Path own) throws IOException {
        Path list = own.resolve("modified_id.csv");
        URI from = address(ecosystem, "modified_id.csv");
        if (downloads.fetch(from, "", list, MAX_LIST_BYTES).outcome() != Outcome.FETCHED) {
            return Optional.empty();
        }
        String since = read(own.resolve("since"));
        if (since.isEmpty()) {
            return Optional.empty();
        }
        List<String> changed = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(list)) {
            for (String line = Bounded.line(lines, 2_000); line != null; line = Bounded.line(lines, 2_000)) {
                int comma = line.indexOf(',');
                if (comma > 0 && line.substring(0, comma).compareTo(since) > 0) {
                    changed.add(line.substring(comma + 1).strip());
                }
            }
        }
        return Optional.of(changed);
    }

    /** A record that is gone leaves an empty file, so that the zip's is not read either. */
    private void fetchRecord(String ecosystem, Path own, String id) throws IOException {
        if (id.contains("/") || id.contains("\\") || id.startsWith(".") || id.length() > 200) {
            throw new IOException("the list of changes names a record " + id);
        }
        Path target = own.resolve("deltas").resolve(id + ".json");
        URI from = address(ecosystem, id + ".json");
        Outcome outcome =
                downloads.fetch(from, "", target, OsvReader.MAX_RECORD_BYTES).outcome();
        if (outcome == Outcome.ABSENT) {
            Files.createDirectories(own.resolve("deltas"));
            Files.writeString(target, "{}");
        }
    }

    /** Notes the newest change of the list that was just followed. */
    private static void remember(Path own) throws IOException {
        Path list = own.resolve("modified_id.csv");
        if (!Files.exists(list)) {
            return;
        }
        String newest = "";
        try (BufferedReader lines = Files.newBufferedReader(list)) {
            for (String line = Bounded.line(lines, 2_000); line != null; line = Bounded.line(lines, 2_000)) {
                String date = line.substring(0, Math.max(0, line.indexOf(',')));
                newest = date.compareTo(newest) > 0 ? date : newest;
            }
        }
        Files.writeString(own.resolve("since"), newest);
    }

    private static String tag(Path own) throws IOException {
        return Files.exists(own.resolve("all.zip")) ? read(own.resolve("tag")) : "";
    }

    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(Bounded.readAll(in, 10_000), StandardCharsets.UTF_8).strip();
        }
    }

    private static void dropDeltas(Path own) throws IOException {
        Path deltas = own.resolve("deltas");
        if (Files.isDirectory(deltas)) {
            try (Stream<Path> files = Files.list(deltas)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
