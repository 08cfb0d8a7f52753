package dev.seawall.engine.harden;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.scan.FileRecord;
import dev.seawall.engine.scan.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the programs of a target, follows what they reach, and plans what can go. */
final class Hardener {
    private static final long MAX_PROGRAM = 256L << 20;
    private static final int SET_ID = 06000;
    private static final Pattern DOCUMENTATION = Pattern.compile(
            "usr/share/(doc|man|info|lintian|doc-base|linda|bug|groff)/.*|usr/local/share/(doc|man)/.*");
    private static final Pattern LOCALE = Pattern.compile("usr/share/(locale|i18n/locales)/.*");
    private static final Pattern CACHE = Pattern.compile(
            "var/cache/(apt|apk|debconf|dnf|yum|ldconfig|man)/.*|var/lib/apt/.*|var/log/.*|root/\\.(cache|npm)/.*"
                    + "|etc/apk/cache/.*|var/lib/dpkg/[a-z]+-old");
    /** Package databases: kept, and rewritten to what stays. */
    private static final Pattern DATABASE =
            Pattern.compile("var/lib/dpkg/(status|info/.*|arch|status\\.d/.*)|(usr/)?lib/apk/db/.*");

    private final Inventory inventory;
    private final TargetFiles files;
    private final Map<String, FileFacts> facts = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private PackageRelations relations = PackageRelations.NONE;

    private Hardener(Inventory inventory, TargetFiles files) {
        this.inventory = inventory;
        this.files = files;
        for (Package pkg : inventory.packages()) {
            names.put(pkg.purl(), pkg.name());
        }
    }

    /**
     * Plans.
     *
     * @param commandLine words of entrypoint and command
     * @param keep paths that must stay whatever is reached
     * @param findings of a scan of the same target, to say how many go
     */
    static HardenPlan plan(
            Inventory inventory, TargetFiles files, List<String> commandLine, List<String> keep, List<Finding> findings)
            throws IOException {
        Hardener hardener = new Hardener(inventory, files);
        hardener.readPrograms();
        Reach reach = new Reach(inventory.files(), hardener.facts, hardener.relations, hardener::nameOf);
        reach.follow(commandLine, keep);
        return hardener.plan(reach, findings);
    }

    private String nameOf(String purl) {
        return names.getOrDefault(purl, purl);
    }

    private void readPrograms() throws IOException {
        files.read(this::mayTell, (file, content) -> {
            String path = file.entry().path();
            byte[] bytes = content.readAllBytes();
            if (path.equals(PackageRelations.DPKG)) {
                relations = PackageRelations.ofDpkg(new String(bytes, StandardCharsets.UTF_8));
            } else if (PackageRelations.APK.contains(path)) {
                relations = PackageRelations.ofApk(new String(bytes, StandardCharsets.UTF_8));
            } else {
                FileFacts.read(bytes).ifPresent(told -> facts.put(path, told));
            }
        });
    }

    private boolean mayTell(FileRecord file) {
        FileEntry entry = file.entry();
        boolean program = entry.isExecutable() || entry.name().contains(".so");
        boolean database = entry.path().equals(PackageRelations.DPKG) || PackageRelations.APK.contains(entry.path());
        return entry.kind() == FileEntry.Kind.FILE && entry.sizeBytes() <= MAX_PROGRAM && (program || database);
    }

    private HardenPlan plan(Reach reach, List<Finding> findings) {
        Set<String> kept = new TreeSet<>();
        Map<String, List<FileRecord>> gone = new TreeMap<>();
        List<String> setId = new ArrayList<>();
        long before = 0;
        long after = 0;
        for (FileRecord file : inventory.files().all().toList()) {
            FileEntry entry = file.entry();
            before += entry.sizeBytes();
            Optional<String> why = whyGone(file, reach);
            if (why.isPresent()) {
                gone.computeIfAbsent(why.get(), any -> new ArrayList<>()).add(file);
                continue;
            }
            kept.add(entry.path());
            after += entry.sizeBytes();
            if (entry.kind() == FileEntry.Kind.FILE && (entry.mode() & SET_ID) != 0) {
                setId.add(entry.path());
            }
        }
        keepHardLinkTargets(kept);
        kept.removeIf(path -> leadsToGone(path, kept));
        List<Removal> removals = new ArrayList<>();
        gone.forEach((key, list) -> removals.add(removal(key, list, findings)));
        removals.sort(Comparator.comparingLong(Removal::bytes).reversed().thenComparing(Removal::name));
        int removed = removals.stream().mapToInt(Removal::findings).sum();
        return new HardenPlan(
                kept, keptNames(reach), removals, setId, before, after, findings.size(), findings.size() - removed);
    }

    /** A hard link has no content of its own. */
    private void keepHardLinkTargets(Set<String> kept) {
        inventory.files().all().map(FileRecord::entry).forEach(entry -> {
            String target = entry.linkTarget();
            if (entry.kind() == FileEntry.Kind.HARDLINK && target != null && kept.contains(entry.path())) {
                kept.add(target);
            }
        });
    }

    private Set<String> keptNames(Reach reach) {
        Set<String> kept = new TreeSet<>(reach.packages());
        kept.retainAll(new TreeSet<>(names.values()));
        return kept;
    }

    /** {@code KIND name} for what can go. */
    private Optional<String> whyGone(FileRecord file, Reach reach) {
        String path = file.entry().path();
        if (file.entry().kind() == FileEntry.Kind.DIRECTORY) {
            return Optional.empty();
        }
        if (reach.paths().contains(path) || DATABASE.matcher(path).matches()) {
            return Optional.empty();
        }
        if (CACHE.matcher(path).matches()) {
            return Optional.of(Removal.Kind.CACHE + " " + top(path));
        }
        if (DOCUMENTATION.matcher(path).matches() && !file.entry().name().equals("copyright")) {
            return Optional.of(Removal.Kind.DOCUMENTATION + " " + top(path));
        }
        if (LOCALE.matcher(path).matches()) {
            return Optional.of(Removal.Kind.LOCALE + " " + top(path));
        }
        String owner = file.owner();
        return owner == null || reach.packages().contains(nameOf(owner))
                ? Optional.empty()
                : Optional.of(Removal.Kind.PACKAGE + " " + nameOf(owner));
    }

    /** The first three parts of a path: what a reader recognises. */
    private static String top(String path) {
        String[] parts = path.split("/", 4);
        return String.join("/", List.of(parts).subList(0, Math.min(3, parts.length - 1)));
    }

    private boolean leadsToGone(String path, Set<String> kept) {
        Optional<FileRecord> link =
                inventory.files().find(path).filter(file -> file.entry().kind() == FileEntry.Kind.SYMLINK);
        return link.isPresent()
                && inventory
                        .files()
                        .resolve(path)
                        .filter(target -> target.entry().kind() != FileEntry.Kind.DIRECTORY)
                        .filter(target -> !kept.contains(target.entry().path()))
                        .isPresent();
    }

    private static Removal removal(String key, List<FileRecord> files, List<Finding> findings) {
        int space = key.indexOf(' ');
        Removal.Kind kind = Removal.Kind.valueOf(key.substring(0, space));
        String name = key.substring(space + 1);
        long bytes = files.stream().mapToLong(file -> file.entry().sizeBytes()).sum();
        long gone = findings.stream()
                .filter(finding -> kind == Removal.Kind.PACKAGE && name.equals(packageOf(finding)))
                .count();
        return new Removal(kind, name, files.size(), bytes, (int) gone);
    }

    private static @Nullable String packageOf(Finding finding) {
        Package pkg = finding.pkg();
        return pkg == null ? null : pkg.name();
    }
}
