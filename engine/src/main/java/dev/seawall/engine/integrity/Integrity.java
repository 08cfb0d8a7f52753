package dev.seawall.engine.integrity;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Front door of file integrity: makes a signed baseline, and verifies what lies there now against it. */
public final class Integrity {
    private Integrity() {}

    /**
     * Reads every entry below the paths and signs the list.
     *
     * @param root what the paths are relative to, {@code /} for this host
     * @param paths such as /etc; those that are missing are remembered as missing
     * @param excludes paths that are left out with all below
     * @param key the private key; made, with KEY.pub beside it, where it is missing
     * @return how many entries the baseline holds
     */
    public static int baseline(Path root, List<String> paths, List<String> excludes, Path file, Path key) {
        Map<String, FileState> entries = walk(root, paths, excludes);
        if (entries.isEmpty()) {
            throw new SeawallException("make a baseline", "none of " + paths + " exists", "Name --path that exist");
        }
        new Baseline(paths, excludes, entries).write(file, key);
        return entries.size();
    }

    /**
     * Compares what is there now with a baseline.
     *
     * @return one check per path and one finding per changed, missing or new entry; not judged yet
     * @throws SeawallException where the baseline is missing or its signature does not fit
     */
    public static Report verify(Path root, Path file, Path publicKey) {
        Baseline baseline = Baseline.read(file, publicKey);
        Map<String, FileState> now = walk(root, baseline.paths(), baseline.excludes());
        TreeSet<String> all = new TreeSet<>(baseline.entries().keySet());
        all.addAll(now.keySet());
        List<Finding> findings = new ArrayList<>();
        for (String path : all) {
            FileState is = now.get(path);
            String difference = difference(baseline.entries().get(path), is);
            if (!difference.isEmpty()) {
                findings.add(finding(path, difference));
            }
        }
        List<FileStatus> unreadable = unreadable(now);
        List<CheckResult> checks = List.of(check(all.size(), findings, unreadable));
        Target target = new Target(Target.Kind.HOST, root.toString(), null, Os.NONE, List.of());
        Verdict open = new Verdict(true, "none", List.of());
        return new Report(DatabaseInfo.NONE, target, List.of(), findings, checks, unreadable, List.of(), open);
    }

    private static List<FileStatus> unreadable(Map<String, FileState> now) {
        List<FileStatus> all = new ArrayList<>();
        now.forEach((path, state) -> {
            String reason = state.attributes().get(FileState.UNREADABLE);
            if (reason != null) {
                all.add(new FileStatus(path, FileStatus.State.UNREADABLE, reason));
            }
        });
        return all;
    }

    /** What could not be read is not unchanged. */
    private static CheckResult check(int entries, List<Finding> findings, List<FileStatus> unreadable) {
        boolean passed = findings.isEmpty() && unreadable.isEmpty();
        Outcome otherwise = findings.isEmpty() ? Outcome.INCONCLUSIVE : Outcome.FAIL;
        String evidence = findings.size() + " of " + entries + " entries differ, " + unreadable.size() + " unreadable";
        return new CheckResult(
                "integrity-unchanged",
                List.of(),
                "Files are as in the signed baseline",
                passed ? Outcome.PASS : otherwise,
                Severity.HIGH,
                List.of(Practice.HOST_3),
                List.of(),
                passed ? entries + " entries unchanged" : evidence,
                Location.of(""),
                "Find out who changed them; after a wanted change make a new baseline.");
    }

    private static String difference(@Nullable FileState was, @Nullable FileState is) {
        if (was == null || is == null) {
            return was == null ? "new" : "missing";
        }
        TreeSet<String> names = new TreeSet<>(was.attributes().keySet());
        names.addAll(is.attributes().keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            String before = was.attributes().getOrDefault(name, "none");
            String after = is.attributes().getOrDefault(name, "none");
            if (!before.equals(after)) {
                changes.add(name + " " + before + " -> " + after);
            }
        }
        return String.join("; ", changes);
    }

    private static Finding finding(String path, String difference) {
        return Finding.builder(FindingKind.MISCONFIGURATION, "integrity-changed")
                .severity(Severity.HIGH, "seawall")
                .title("Entry differs from the signed baseline")
                .practices(List.of(Practice.HOST_3))
                .location(Location.of(path))
                .evidence(difference)
                .build();
    }

    private static Map<String, FileState> walk(Path root, List<String> paths, List<String> excludes) {
        Map<String, FileState> entries = new TreeMap<>();
        List<Path> left = excludes.stream().map(each -> below(root, each)).toList();
        for (String path : paths) {
            walk(root, below(root, path), left, entries);
        }
        return entries;
    }

    private static Path below(Path root, String path) {
        return root.resolve(path.replaceFirst("^/+", "")).normalize();
    }

    private static void walk(Path root, Path start, List<Path> left, Map<String, FileState> entries) {
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return add(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    if (add(file)) {
                        entries.computeIfPresent(name(root, file), (name, state) -> state.unreadable(failure));
                    }
                    return FileVisitResult.CONTINUE;
                }

                private boolean add(Path file) {
                    return !left.contains(file) && keep(root, file, entries);
                }
            });
        } catch (IOException e) {
            throw new SeawallException("walk " + start, "" + e.getMessage(), "Run as root", e);
        }
    }

    private static String name(Path root, Path file) {
        return FileState.escaped(Path.of("/").resolve(root.relativize(file)));
    }

    /** An entry that vanished meanwhile is as if it was never there. */
    private static boolean keep(Path root, Path file, Map<String, FileState> entries) {
        try {
            entries.put(name(root, file), FileState.read(file));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
