package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Owners and modes of files, and what a walk over all of them found. */
final class FileProbes {
    private FileProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("file-mode", FileProbes::modes);
        all.put("set-id-files", FileProbes::setId);
        all.put("open-files", FileProbes::open);
        all.put("package-checksums", FileProbes::checksums);
        all.put("compilers", FileProbes::compilers);
        return all;
    }

    /**
     * {@code paths} at most {@code max}, owned by root and one of {@code groups}; {@code also} at most {@code also-max}.
     */
    private static Answer modes(Host host, Condition condition) {
        List<String> problems = new ArrayList<>();
        List<String> places = new ArrayList<>();
        int seen = judge(host, condition, "paths", "max", problems, places);
        if (!condition.texts("also").isEmpty()) {
            seen += judge(host, condition, "also", "also-max", problems, places);
        }
        if (seen == 0) {
            String what = "there is no " + Answer.named(condition.texts("paths"));
            return condition.text("absent", "").equals("fail") ? Answer.fail(what) : Answer.notApplicable(what);
        }
        return Answer.of(problems, seen + " seen, mode " + condition.text("max") + " or less")
                .at(places.isEmpty() ? "" : places.getFirst());
    }

    /** Judges one list of globs; answers how many files it met. */
    private static int judge(
            Host host, Condition condition, String paths, String max, List<String> problems, List<String> places) {
        int most = Integer.parseInt(condition.text(max), 8);
        int seen = 0;
        for (String glob : condition.texts(paths)) {
            for (String path : host.text().glob(glob)) {
                Optional<FileEntry> entry = host.files().resolve(path);
                if (entry.isPresent() && isOfKind(entry.get(), condition.text("kind", ""))) {
                    seen++;
                    int before = problems.size();
                    judgeEntry(host, entry.get(), path, most, condition, problems);
                    if (problems.size() > before) {
                        places.add(path);
                    }
                }
            }
        }
        return seen;
    }

    private static boolean isOfKind(FileEntry entry, String kind) {
        return switch (kind) {
            case "file" -> entry.kind() == FileEntry.Kind.FILE;
            case "directory" -> entry.kind() == FileEntry.Kind.DIRECTORY;
            default -> true;
        };
    }

    private static void judgeEntry(
            Host host, FileEntry entry, String path, int most, Condition condition, List<String> problems) {
        if ((entry.mode() & ~most & 07777 & ~condition.number("ignore-bits", 0)) != 0) {
            problems.add("/" + path + " has mode " + octal(entry.mode()));
        }
        if (!condition.flag("any-owner") && entry.uid() != 0) {
            problems.add("/" + path + " belongs to uid " + entry.uid());
        }
        List<String> groups = condition.texts("groups");
        boolean more = ((entry.mode() >> 3) & 07 & ~entry.mode()) != 0;
        boolean groupMatters = !groups.isEmpty() && more;
        boolean allowed = groups.stream().anyMatch(name -> gid(host, name) == entry.gid());
        if (groupMatters && !allowed) {
            problems.add("/" + path + " belongs to gid " + entry.gid());
        }
    }

    private static long gid(Host host, String name) {
        return name.equals("root")
                ? 0
                : host.accounts().group(name).map(Accounts.Group::gid).orElse(-2L);
    }

    static String octal(int mode) {
        return String.format("%04o", mode);
    }

    private static Answer setId(Host host, Condition condition) {
        TreeWalk walk = host.walk();
        List<String> allowed = condition.texts("allowed");
        if (host.owners().isEmpty()) {
            return Answer.inconclusive("no list of package files; set-id files: "
                    + Answer.named(
                            walk.setId().stream().map(each -> "/" + each.path()).toList()));
        }
        List<String> problems = new ArrayList<>();
        String first = "";
        for (FileEntry entry : walk.setId()) {
            if (host.owners().owner(entry.path()).isEmpty() && !allowed.contains("/" + entry.path())) {
                first = first.isEmpty() ? entry.path() : first;
                problems.add("/" + entry.path() + " (" + octal(entry.mode()) + ") belongs to no package");
            }
        }
        return bounded(
                walk,
                Answer.of(problems, walk.setId().size() + " set-id files, all of packages")
                        .at(first));
    }

    private static Answer bounded(TreeWalk walk, Answer answer) {
        return walk.complete() || answer.failed()
                ? answer
                : Answer.inconclusive("too many files to look at all; so far: " + answer.evidence());
    }

    private static Answer open(Host host, Condition condition) {
        TreeWalk walk = host.walk();
        List<FileEntry> found =
                switch (condition.text("what")) {
                    case "writable-files" -> walk.writableFiles();
                    case "writable-folders" -> walk.writableFolders();
                    default -> walk.unowned();
                };
        List<String> problems = new ArrayList<>();
        List<FileEntry> all = condition.flag("all") ? everything(walk) : found;
        all.forEach(each -> problems.add("/" + each.path() + " (" + octal(each.mode()) + ", uid " + each.uid() + ")"));
        Answer answer = Answer.of(problems, "none");
        return bounded(walk, all.isEmpty() ? answer : answer.at(all.getFirst().path()));
    }

    private static List<FileEntry> everything(TreeWalk walk) {
        List<FileEntry> all = new ArrayList<>(walk.writableFiles());
        all.addAll(walk.writableFolders());
        all.addAll(walk.unowned());
        return all;
    }

    /** Programs and authentication modules against dpkg's checksums; {@code folders} says where to look. */
    private static Answer checksums(Host host, Condition condition) {
        List<String> lists = host.text().glob("var/lib/dpkg/info/*.md5sums");
        if (lists.isEmpty()) {
            return Answer.notApplicable("dpkg keeps no checksums here");
        }
        List<String> folders = condition.texts("folders");
        List<String> problems = new ArrayList<>();
        int checked = 0;
        for (String list : lists) {
            for (String line : (Iterable<String>) host.text().read(list, "").lines()::iterator) {
                String path = line.length() > 34 ? line.substring(34) : "";
                if (folders.stream().anyMatch(path::startsWith)) {
                    checked++;
                    judge(host, path, line.substring(0, 32), problems);
                }
            }
        }
        return Answer.of(problems, checked + " files of packages are as dpkg installed them");
    }

    private static void judge(Host host, String path, String expected, List<String> problems) {
        Optional<FileEntry> entry = host.files().resolve(path);
        if (entry.isEmpty() || isDiverted(host, path)) {
            return;
        }
        try {
            String actual = Md5.of(host.files().content(path));
            if (!actual.equals(expected)) {
                problems.add("/" + path + " differs from its package");
            }
        } catch (IOException e) {
            host.text().report(path, dev.seawall.engine.model.FileStatus.State.UNREADABLE, "may not be read");
        }
    }

    private static boolean isDiverted(Host host, String path) {
        return host.text().read("var/lib/dpkg/diversions", "").contains("/" + path + "\n");
    }

    private static Answer compilers(Host host, Condition condition) {
        List<String> problems = new ArrayList<>();
        for (String name : condition.texts("programs")) {
            host.program(name)
                    .flatMap(path -> host.files().resolve(path))
                    .filter(entry -> (entry.mode() & 01) != 0)
                    .ifPresent(entry -> problems.add("/" + entry.path() + " can be run by everybody"));
        }
        return Answer.of(problems, "no compiler that everybody can run");
    }
}
