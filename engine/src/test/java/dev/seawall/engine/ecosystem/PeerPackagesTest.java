package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every case of cases/syft and cases/scalibr: the set of names and versions must be exactly the expected one. Prints
 * the rate per ecosystem (Syft leaves development packages out, so they do not count there); {@code -Dseawall.peer=javascript} also prints the differences of cases starting so (or
 * {@code all}), and {@code -Dseawall.peer.floor=N} asks for more than the floor below.
 */
final class PeerPackagesTest {
    /** Cases that pass today; raise it, never lower it. */
    private static final int FLOOR = 115;

    private final String shown = System.getProperty("seawall.peer", "");
    private final Map<String, int[]> rates = new TreeMap<>();

    @Test
    void namesAndVersionsAreThoseOfPeers() throws IOException {
        List<Path> cases = new ArrayList<>();
        for (String peer : List.of("syft", "scalibr")) {
            try (Stream<Path> folders = Files.list(SharedFolder.require("cases/" + peer))) {
                folders.filter(Files::isDirectory).sorted().forEach(cases::add);
            }
        }
        int passed = 0;
        for (Path folder : cases) {
            passed += passes(folder) ? 1 : 0;
        }
        rates.forEach((name, rate) -> System.out.println("peer packages: " + name + " " + rate[0] + "/" + rate[1]));
        System.out.println("peer packages: all " + passed + "/" + cases.size());
        int floor = Integer.getInteger("seawall.peer.floor", FLOOR);
        assertTrue(passed >= floor, passed + " cases pass, fewer than " + floor);
    }

    private boolean passes(Path folder) throws IOException {
        JsonNode expected = Json.parse(Files.readAllBytes(folder.resolve("expected.json")));
        TreeSet<String> wanted = new TreeSet<>();
        expected.path("packages")
                .forEach(p -> wanted.add(key(
                        p.path("name").asString(),
                        p.path("version").asString(""),
                        p.path("type").asString(""))));
        TreeSet<String> problems = new TreeSet<>();
        TreeSet<String> found = new TreeSet<>();
        boolean isSyft = folder.getParent().endsWith("syft");
        scan(folder.resolve("input"), problems).stream()
                .filter(p -> !(isSyft && p.scope() == Scope.DEV))
                .forEach(p -> found.add(key(p.name(), p.version(), p.ecosystem())));
        boolean same = found.equals(wanted);
        int[] rate = rates.computeIfAbsent(folder.getFileName().toString().split("-")[0], name -> new int[2]);
        rate[0] += same ? 1 : 0;
        rate[1]++;
        if (!same && isShown(folder)) {
            show(folder, wanted, found, problems);
        }
        return same;
    }

    /** Syft spells Python names as PEP 503 does, Scalibr as written; Scalibr drops the v of Go versions. */
    private static String key(String name, String version, String type) {
        boolean isPython = type.equals("PythonPkg") || type.equals("pypi");
        String same = isPython ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : name;
        boolean isGo = type.equals("golang") || type.equals("GoModulePkg");
        return same + " " + (isGo && version.startsWith("v") ? version.substring(1) : version);
    }

    private boolean isShown(Path folder) {
        String name = folder.getFileName().toString();
        return !shown.isEmpty() && (shown.equals("all") || name.startsWith(shown));
    }

    private static void show(Path folder, TreeSet<String> wanted, TreeSet<String> found, TreeSet<String> problems) {
        System.out.println("case " + folder);
        wanted.stream().filter(p -> !found.contains(p)).forEach(p -> System.out.println("  missing " + p));
        found.stream().filter(p -> !wanted.contains(p)).forEach(p -> System.out.println("  extra   " + p));
        problems.forEach(p -> System.out.println("  problem " + p));
    }

    /** Runs every ecosystem over a folder as if it were one layer. */
    private static List<Package> scan(Path input, TreeSet<String> problems) throws IOException {
        List<Ecosystem> all = Ecosystems.all();
        FolderFiles files = FolderFiles.walk(input, f -> all.stream().anyMatch(e -> e.wants(f)));
        List<Package> packages = new ArrayList<>();
        Os os = os(input);
        for (Ecosystem ecosystem : all) {
            List<Package> own = new ArrayList<>();
            for (FileEntry file : files.entries()) {
                if (ecosystem.wants(file)) {
                    own.addAll(read(ecosystem, file, files, problems));
                }
            }
            packages.addAll(ecosystem.resolve(own, os));
        }
        return packages;
    }

    private static Os os(Path input) throws IOException {
        FolderFiles files = FolderFiles.walk(input, f -> OsRelease.wants(f.path()));
        Map<String, byte[]> named = new TreeMap<>();
        for (FileEntry file : files.entries()) {
            named.put(file.path(), Files.readAllBytes(input.resolve(file.path())));
        }
        return OsRelease.detect(named);
    }

    private static List<Package> read(Ecosystem e, FileEntry file, FolderFiles files, TreeSet<String> problems) {
        try {
            return e.read(file, files).packages();
        } catch (IOException broken) {
            problems.add(file.path() + ": " + broken.getMessage());
            return List.of();
        }
    }
}
