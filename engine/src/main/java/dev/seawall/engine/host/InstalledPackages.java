package dev.seawall.engine.host;

import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.Ecosystems;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the package manager of a host installed, read by the plug-ins that read images too. */
record InstalledPackages(List<Package> all, Map<String, String> versions) {
    private static final Map<String, List<String>> DATABASES = Map.of(
            "deb", List.of("var/lib/dpkg/status"),
            "apk", List.of("lib/apk/db/installed", "usr/lib/apk/db/installed"),
            "rpm",
                    List.of(
                            "var/lib/rpm/rpmdb.sqlite",
                            "usr/lib/sysimage/rpm/rpmdb.sqlite",
                            "var/lib/rpm/Packages.db",
                            "usr/lib/sysimage/rpm/Packages.db",
                            "var/lib/rpm/Packages"));

    InstalledPackages {
        all = List.copyOf(all);
        versions = Map.copyOf(versions);
    }

    static InstalledPackages read(HostText text, Os os) {
        List<Package> all = new ArrayList<>();
        for (Map.Entry<String, List<String>> kind : new TreeMap<>(DATABASES).entrySet()) {
            Ecosystem ecosystem = Ecosystems.find(kind.getKey()).orElseThrow();
            List<Package> found = new ArrayList<>();
            kind.getValue().stream()
                    .map(path -> text.files().resolve(path))
                    .flatMap(Optional::stream)
                    .distinct()
                    .forEach(entry -> found.addAll(read(text, ecosystem, entry)));
            all.addAll(ecosystem.resolve(found, os));
        }
        Map<String, String> versions = new TreeMap<>();
        all.forEach(pkg -> versions.put(pkg.name(), pkg.version()));
        return new InstalledPackages(all, versions);
    }

    private static List<Package> read(HostText text, Ecosystem ecosystem, FileEntry entry) {
        try {
            return ecosystem.read(entry, new OnlyDatabases(text.files())).packages();
        } catch (IOException e) {
            text.report(entry.path(), FileStatus.State.MALFORMED, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    boolean isKnown() {
        return !all.isEmpty();
    }

    boolean has(String name) {
        return versions.containsKey(name);
    }

    Optional<String> version(String name) {
        return Optional.ofNullable(versions.get(name));
    }

    /** The first of these that is installed, with its version. */
    Optional<String> firstOf(List<String> names) {
        return names.stream().filter(this::has).findFirst().map(name -> name + " " + versions.get(name));
    }

    /** The plug-ins look for copyright files too; an audit has no use for them. */
    private record OnlyDatabases(HostFiles files) implements SameLayerFiles {
        @Override
        public Optional<FileContent> content(String path) {
            boolean database = path.startsWith("var/lib/") || path.contains("/rpm/") || path.contains("/apk/");
            if (!database || files.resolve(path).isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(files.content(path));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public List<FileEntry> list(String directory) {
            return List.of();
        }
    }
}
