package dev.seawall.engine.harden;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.scan.FileRecord;
import dev.seawall.engine.scan.FileTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Follows from the entrypoint what a container will want: shared libraries, interpreters, commands and paths named in
 * scripts, libraries a program loads itself, and what the packages so reached depend on. Files that no package owns are
 * the application's and count as reached. Errs on the side of keeping.
 */
final class Reach {
    private static final List<String> LIBRARY_FOLDERS =
            List.of("lib", "usr/lib", "lib64", "usr/lib64", "usr/local/lib");
    /** Data that programs open without naming the package: certificates, time zones, the system's own files. */
    private static final Set<String> DATA = Set.of(
            "base-files",
            "ca-certificates",
            "ca-certificates-bundle",
            "tzdata",
            "tzdata-legacy",
            "netbase",
            "alpine-baselayout",
            "alpine-baselayout-data",
            "alpine-release",
            "media-types",
            "mime-support",
            "ssl-certs",
            "openssl-config",
            "libnss-wrapper",
            "gcc-12-base",
            "gcc-14-base");
    /** Packages that only installing and administering need, whatever depends on them. */
    private static final Set<String> ADMINISTRATION = Set.of(
            "adduser",
            "apt",
            "apt-utils",
            "debconf",
            "debianutils",
            "dpkg",
            "gnupg",
            "gpgv",
            "init-system-helpers",
            "login",
            "lsb-base",
            "mount",
            "passwd",
            "perl-base",
            "sysvinit-utils",
            "ucf",
            "util-linux",
            "apk-tools",
            "busybox",
            "busybox-binsh",
            "bash",
            "dash",
            "alpine-keys",
            "scanelf",
            "iproute2",
            "ncurses-bin",
            "hostname",
            "readline-common",
            "install-info",
            "sensible-utils",
            "tar",
            "gzip",
            "coreutils",
            "findutils",
            "sed",
            "grep");

    /** A language's modules are loaded by name, out of sight: with its interpreter stays all that belongs to it. */
    private static final List<Language> LANGUAGES = List.of(
            new Language("(lib)?python3.*", "(lib)?python3.*"),
            new Language("py3-.*|python3", "py3-.*|python3.*"),
            new Language("perl(-base)?", "perl.*|libperl.*|lib.+-perl"),
            new Language("nodejs.*|libnode.*", "nodejs.*|node-.*|libnode.*|npm|icu-data.*"),
            new Language("ruby.*|libruby.*", "ruby.*|libruby.*|rake"),
            new Language("php.*", "php.*|libapache2-mod-php.*"),
            new Language(
                    "(openjdk|temurin|java|default-jre).*",
                    "(openjdk|temurin|java|default-jre|ca-certificates-java|fonts-|libfontconfig|fontconfig).*"));

    private final FileTable files;
    private final Map<String, FileFacts> facts;
    private final PackageRelations relations;
    private final Function<String, String> packageName;
    private final Map<String, List<String>> libraries = new HashMap<>();
    private final Map<String, List<String>> commands = new HashMap<>();
    private final Deque<String> queue = new ArrayDeque<>();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> packages = new TreeSet<>();

    /** Package names that show a language's interpreter, and those that belong to it; regular expressions. */
    private record Language(String shown, String all) {}

    /** @param packageName name by purl */
    Reach(
            FileTable files,
            Map<String, FileFacts> facts,
            PackageRelations relations,
            Function<String, String> packageName) {
        this.files = files;
        this.facts = facts;
        this.relations = relations;
        this.packageName = packageName;
        files.all().map(FileRecord::entry).filter(entry -> isLeaf(entry)).forEach(this::index);
    }

    private static boolean isLeaf(FileEntry entry) {
        return entry.kind() != FileEntry.Kind.DIRECTORY;
    }

    private void index(FileEntry entry) {
        if (entry.name().contains(".so")) {
            libraries.computeIfAbsent(entry.name(), any -> new ArrayList<>()).add(entry.path());
        }
        String folder = entry.directory();
        if (folder.endsWith("bin")) {
            commands.computeIfAbsent(entry.name(), any -> new ArrayList<>()).add(entry.path());
        }
    }

    /** Names of the packages reached; files are reached where their package is, or where none owns them. */
    Set<String> packages() {
        return packages;
    }

    /** Paths that were followed. */
    Set<String> paths() {
        return reached;
    }

    /** Follows these words of a command line and everything that no package owns. */
    void follow(List<String> commandLine, List<String> kept) {
        files.all()
                .filter(file ->
                        file.owner() == null && facts.containsKey(file.entry().path()))
                .forEach(file -> add(file.entry().path()));
        commandLine.forEach(this::word);
        kept.forEach(path -> add(path.replaceFirst("^/", "")));
        DATA.forEach(this::addPackage);
        while (!queue.isEmpty()) {
            visit(queue.remove());
        }
    }

    private void word(String word) {
        if (word.startsWith("/")) {
            add(word.substring(1));
        } else if (word.contains(" ")) {
            // a shell command: every word of it may be a program
            for (String part : word.split("[\\s;&|()\"'`$]+", -1)) {
                if (!part.contains(" ")) {
                    word(part);
                }
            }
        } else {
            commands.getOrDefault(word, List.of()).forEach(this::add);
        }
    }

    /** Takes a path and, where it is a link, what it leads to. */
    private void add(String path) {
        Optional<FileRecord> here = files.find(path);
        here.ifPresent(this::enqueue);
        files.resolve(path).ifPresent(this::enqueue);
    }

    private void enqueue(FileRecord file) {
        if (file.entry().kind() == FileEntry.Kind.DIRECTORY
                || !reached.add(file.entry().path())) {
            return;
        }
        queue.add(file.entry().path());
        String owner = file.owner();
        if (owner != null) {
            addPackage(packageName.apply(owner));
        }
        String target = file.entry().linkTarget();
        if (file.entry().kind() == FileEntry.Kind.HARDLINK && target != null) {
            add(target);
        }
        if (file.entry().kind() == FileEntry.Kind.SYMLINK) {
            files.resolve(file.entry().path()).ifPresent(this::enqueue);
        }
    }

    private void addPackage(String name) {
        if (packages.add(name)) {
            LANGUAGES.stream()
                    .filter(language -> name.matches(language.shown))
                    .forEach(language -> relations.dependencies().keySet().stream()
                            .filter(other -> other.matches(language.all))
                            .forEach(this::addPackage));
            for (String dependency : relations.dependencies().getOrDefault(name, Set.of())) {
                if (!ADMINISTRATION.contains(dependency)
                        && !relations.essential().contains(dependency)) {
                    addPackage(dependency);
                }
            }
        }
    }

    private void visit(String path) {
        FileFacts known = facts.get(path);
        if (known == null) {
            return;
        }
        known.elf().ifPresent(elf -> {
            if (!elf.interpreter().isEmpty()) {
                add(elf.interpreter().replaceFirst("^/", ""));
            }
            elf.needed().forEach(name -> library(name, path, elf.searchPaths()));
        });
        known.interpreter().forEach(this::word);
        known.libraries()
                .forEach(name -> libraries.getOrDefault(name, List.of()).forEach(this::add));
        known.paths().forEach(named -> files.find(named)
                .filter(file -> isLeaf(file.entry()) && (known.elf().isEmpty() || !isCommand(named)))
                .ifPresent(file -> add(named)));
        known.words().forEach(word -> commands.getOrDefault(word, List.of()).forEach(this::add));
    }

    /** Programs name shells and tools for rare cases; following these would keep everything. */
    private static boolean isCommand(String path) {
        return path.contains("bin/");
    }

    private void library(String name, String from, List<String> searchPaths) {
        for (String folder : searchPaths) {
            String origin = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
            add(folder.replace("$ORIGIN", "/" + origin)
                            .replace("${ORIGIN}", "/" + origin)
                            .replaceFirst("^/", "") + "/" + name);
        }
        LIBRARY_FOLDERS.forEach(folder -> add(folder + "/" + name));
        libraries.getOrDefault(name, List.of()).forEach(this::add);
    }
}
