package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.ExploitData;
import dev.seawall.engine.format.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What lies in a folder of advisories: loose OSV records, {@code all.zip} files of the bucket layout (records beside
 * one are taken to be in it), what distributions say themselves (the Debian tracker's document, Red Hat's CSAF documents
 * and archives of them), the known-exploited list and EPSS scores. Symbolic links inside are not followed.
 *
 * @param records loose JSON files, by path
 * @param zips by path
 * @param exploits known-exploited lists and EPSS files, by path
 * @param bytes of all files together
 * @param stamp text that changes whenever a file is added, removed or written
 */
public record OsvFolder(List<Path> records, List<Path> zips, List<Path> exploits, long bytes, String stamp) {
    private static final int MAX_FILES = 5_000_000;
    private static final String KEV = "known_exploited_vulnerabilities.json";

    public OsvFolder {
        records = List.copyOf(records);
        zips = List.copyOf(zips);
        exploits = List.copyOf(exploits);
    }

    /** Lists a folder without reading its files. @throws IOException where it is no folder or cannot be listed */
    public static OsvFolder list(Path folder) throws IOException {
        Path root = folder.toRealPath();
        TreeMap<Path, BasicFileAttributes> files = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && isWanted(file)) {
                    files.put(file, attributes);
                }
                if (files.size() > MAX_FILES) {
                    throw new IOException("more than " + MAX_FILES + " files");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sorted(root, files);
    }

    private static OsvFolder sorted(Path root, Map<Path, BasicFileAttributes> files) {
        Set<Path> zipFolders = new HashSet<>();
        files.keySet().stream().filter(OsvFolder::isZip).forEach(zip -> zipFolders.add(zip.getParent()));
        if (zipFolders.size() > 1) {
            // the bucket's own all.zip repeats those of the ecosystems
            zipFolders.remove(root);
        }
        List<Path> records = new ArrayList<>();
        List<Path> zips = new ArrayList<>();
        List<Path> exploits = new ArrayList<>();
        StringBuilder stamp = new StringBuilder();
        long bytes = 0;
        for (Map.Entry<Path, BasicFileAttributes> file : files.entrySet()) {
            Path path = file.getKey();
            boolean inZipFolder = zipFolders.contains(path.getParent());
            if (isExploits(path)) {
                exploits.add(path);
            } else if (isZip(path) && inZipFolder) {
                zips.add(path);
            } else if (!isZip(path) && !inZipFolder) {
                records.add(path);
            }
            BasicFileAttributes attributes = file.getValue();
            bytes += attributes.size();
            stamp.append(path).append('\t').append(attributes.size()).append('\t');
            stamp.append(attributes.lastModifiedTime().toInstant()).append('\n');
        }
        return new OsvFolder(records, zips, exploits, bytes, stamp.toString());
    }

    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") || isZip(file) || isExploits(file) || CsafArchive.isOne(name);
    }

    private static boolean isZip(Path file) {
        return file.getFileName().toString().equals("all.zip");
    }

    private static boolean isExploits(Path file) {
        String name = file.getFileName().toString();
        return name.equals(KEV) || isEpss(name);
    }

    private static boolean isEpss(String name) {
        return name.startsWith("epss") && (name.endsWith(".csv") || name.endsWith(".csv.gz"));
    }

    /** The ecosystems of a folder in bucket layout; empty where loose records or a lone zip may be of any. */
    public List<String> ecosystems() {
        return records.isEmpty() && zips.size() > 1
                ? zips.stream().map(OsvFolder::ecosystemOf).sorted().toList()
                : List.of();
    }

    /** This folder with the zips of some ecosystems only. */
    public OsvFolder only(Predicate<String> ecosystem) {
        List<Path> wanted = zips.stream()
                .filter(zip -> zips.size() == 1 || ecosystem.test(ecosystemOf(zip)))
                .toList();
        return new OsvFolder(records, wanted, exploits, bytes, stamp);
    }

    private static String ecosystemOf(Path zip) {
        Path folder = zip.getParent();
        return folder == null || folder.getFileName() == null
                ? ""
                : folder.getFileName().toString();
    }

    /** Hands on every record of the folder: the loose ones, then zip after zip. */
    public void read(RecordSink sink) throws IOException {
        for (Path path : records) {
            readLoose(path, sink);
        }
        for (Path zip : zips) {
            try {
                OsvZip.read(zip, Set.of(), sink);
            } catch (IOException e) {
                throw new IOException(zip + ": " + e.getMessage(), e);
            }
        }
    }

    private static void readLoose(Path path, RecordSink sink) throws IOException {
        if (CsafArchive.isOne(path.getFileName().toString())) {
            CsafArchive.read(path, sink);
            return;
        }
        List<Advisory> records;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 14)) {
            in.mark(DebianTracker.HEAD_BYTES);
            boolean tracker = DebianTracker.isOne(in.readNBytes(DebianTracker.HEAD_BYTES));
            in.reset();
            records = tracker
                    ? DebianTracker.read(in)
                    : records(Json.parse(Bounded.readAll(in, OsvReader.MAX_RECORD_BYTES)));
        } catch (IOException e) {
            sink.problem("The advisory file " + path.getFileName() + " was left out: " + e.getMessage());
            return;
        }
        for (Advisory record : records) {
            sink.record(record);
        }
    }

    /** What a loose document says, in whichever of the forms it is; nothing where it is in none of them. */
    private static List<Advisory> records(JsonNode root) {
        return RedHatVex.isOne(root)
                ? RedHatVex.read(root)
                : OsvReader.record(root).stream().toList();
    }

    /** The exploit lists of the folder; of several EPSS files the last by name. */
    public ExploitData exploits(RecordSink sink) {
        ExploitData all = ExploitData.NONE;
        for (Path path : exploits) {
            try (InputStream in = Files.newInputStream(path)) {
                all = all.with(read(path.getFileName().toString(), in));
            } catch (IOException e) {
                sink.problem("The advisory file " + path.getFileName() + " was left out: " + e.getMessage());
            }
        }
        return all;
    }

    private static ExploitData read(String name, InputStream in) throws IOException {
        return name.equals(KEV) ? ExploitFeeds.kev(in) : ExploitFeeds.epss(in, name.endsWith(".gz"));
    }
}
