package dev.seawall.engine.check;

import dev.seawall.engine.check.dockerfile.DockerfilePatch;
import dev.seawall.engine.check.patch.ConfigurationPatch;
import dev.seawall.engine.check.patch.Edit;
import dev.seawall.engine.check.patch.UnpatchableException;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Front door of repairs. Findings are repaired round by round, as one repair may bring forth the next; after every round
 * all is judged again, and what would make another check fail is taken back and left to a human.
 */
public final class Fixer {
    private static final int MOST_ROUNDS = 6;

    private final CheckRequest request;
    private final List<Check> checks;
    private final List<String> paths;
    private final Map<String, byte[]> originals = new TreeMap<>();
    private final Map<String, byte[]> now = new TreeMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final Map<String, List<String>> assumptions = new HashMap<>();
    private final Set<String> given = new TreeSet<>();
    private final Set<String> tried = new TreeSet<>();

    private Fixer(CheckRequest request, List<Check> checks, List<String> paths) {
        this.request = request;
        this.checks = checks;
        this.paths = paths;
    }

    /** What repairs the files of a request; nothing is written. */
    public static Repair repair(CheckRequest request) {
        return repair(request, Selection.of(request));
    }

    /** The same for some checks only. */
    static Repair repair(CheckRequest request, List<Check> checks) {
        List<List<String>> groups =
                request.separate() ? request.paths().stream().map(List::of).toList() : List.of(request.paths());
        Map<String, Repair.FileRepair> files = new TreeMap<>();
        List<Repair.Left> left = new ArrayList<>();
        Set<String> assumptions = new TreeSet<>();
        Map<String, byte[]> contents = new TreeMap<>();
        for (List<String> group : groups) {
            Fixer fixer = new Fixer(request, checks, group);
            left.addAll(fixer.rounds());
            fixer.assumptions.values().forEach(assumptions::addAll);
            fixer.now.forEach((path, after) -> files.put(
                    path, new Repair.FileRepair(path, Objects.requireNonNull(fixer.originals.get(path)), after)));
            contents.putAll(fixer.now);
        }
        return new Repair(
                List.copyOf(files.values()),
                left,
                List.copyOf(assumptions),
                Checker.check(request, checks, Map.of()),
                Checker.check(request, checks, contents));
    }

    private List<Repair.Left> rounds() {
        List<Violation> violations = judge(now);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, List<Violation>> byFile = violations.stream()
                    .filter(violation -> !violation.check().fix().isEmpty() && !given.contains(key(violation)))
                    .collect(Collectors.groupingBy(Fixer::target, TreeMap::new, Collectors.toList()));
            byFile.remove("");
            Map<String, byte[]> wanted = new TreeMap<>();
            tried.clear();
            byFile.forEach((path, own) -> repairInto(path, own, wanted));
            if (wanted.isEmpty()) {
                break;
            }
            violations = accept(violations, byFile, wanted);
        }
        return violations.stream().map(this::left).toList();
    }

    private List<Violation> judge(Map<String, byte[]> contents) {
        Documents documents = Inputs.read(paths, contents);
        List<Violation> violations = new ArrayList<>();
        Checker.run(documents.documents(), checks, request).forEach(run -> violations.addAll(run.violations()));
        return violations;
    }

    static String key(Violation violation) {
        return violation.check().id() + "\0" + violation.finding().fingerprint();
    }

    /** How often each check fails in each file, by path and check. */
    private static Map<String, Long> failing(List<Violation> violations) {
        return violations.stream()
                .collect(Collectors.groupingBy(
                        v -> v.document().path() + "\0" + v.check().id(), TreeMap::new, Collectors.counting()));
    }

    private static Set<String> revealed(List<Violation> violations) {
        return violations.stream()
                .flatMap(v -> FixPlan.reveals(v).stream().map(id -> v.document().path() + "\0" + id))
                .collect(Collectors.toSet());
    }

    /** Takes the round over; in a file where that makes another check fail, check by check. */
    private List<Violation> accept(
            List<Violation> before, Map<String, List<Violation>> byFile, Map<String, byte[]> wanted) {
        Map<String, Long> known = failing(before);
        List<Violation> after = judge(with(wanted));
        Set<String> bad = worse(
                after, known, byFile.values().stream().flatMap(List::stream).toList());
        if (bad.isEmpty()) {
            now.putAll(wanted);
            return after;
        }
        Set<String> files = bad.stream().map(Fixer::file).collect(Collectors.toSet());
        boolean own = files.stream().allMatch(wanted::containsKey);
        wanted.forEach((path, content) -> {
            if (own && !files.contains(path)) {
                now.put(path, content);
            } else {
                byCheck(path, byFile.getOrDefault(path, List.of()), known);
            }
        });
        return judge(now);
    }

    private static String file(String failing) {
        return failing.substring(0, failing.indexOf('\0'));
    }

    /** What fails after a repair though it did not before, or as often as before though it was repaired. */
    private Set<String> worse(List<Violation> after, Map<String, Long> known, List<Violation> repaired) {
        Set<String> revealed = revealed(repaired);
        Map<String, Long> mended =
                failing(repaired.stream().filter(v -> tried.contains(key(v))).toList());
        Set<String> worse = new TreeSet<>();
        failing(after).forEach((place, times) -> {
            long allowed = known.getOrDefault(place, 0L) - mended.getOrDefault(place, 0L);
            boolean fresh = !known.containsKey(place);
            boolean hidden = revealed.contains(place) || revealed.contains(file(place) + "\0*");
            if (fresh ? !hidden : mended.containsKey(place) && times > allowed) {
                worse.add(place);
            }
        });
        return worse;
    }

    private Map<String, byte[]> with(Map<String, byte[]> wanted) {
        Map<String, byte[]> trial = new TreeMap<>(now);
        trial.putAll(wanted);
        return trial;
    }

    private void byCheck(String path, List<Violation> violations, Map<String, Long> known) {
        Map<Check, List<Violation>> byCheck = violations.stream()
                .collect(Collectors.groupingBy(Violation::check, LinkedHashMap::new, Collectors.toList()));
        byCheck.values().forEach(own -> {
            Map<String, byte[]> wanted = new TreeMap<>();
            tried.clear();
            repairInto(path, own, wanted);
            if (wanted.isEmpty()) {
                return;
            }
            Set<String> worse = worse(judge(with(wanted)), known, own);
            if (worse.isEmpty()) {
                now.putAll(wanted);
            } else {
                own.forEach(violation -> giveUp(violation, worse));
            }
        });
    }

    private void giveUp(Violation violation, Set<String> worse) {
        String other = worse.iterator().next();
        String id = other.substring(other.indexOf('\0') + 1);
        given.add(key(violation));
        assumptions.remove(key(violation));
        reasons.put(
                key(violation),
                id.equals(violation.check().id())
                        ? "its repair does not help here"
                        : "its repair would make " + id + " fail");
    }

    private byte[] content(String path) {
        byte[] known = now.get(path);
        if (known != null) {
            return known;
        }
        return originals.computeIfAbsent(path, name -> {
            try {
                return Files.readAllBytes(Path.of(name));
            } catch (IOException e) {
                throw new SeawallException("repair " + name, String.valueOf(e.getMessage()), "Make it readable", e);
            }
        });
    }

    /** Puts the file's new content into the map, where it changes. */
    private void patched(String path, List<Violation> violations, Map<String, byte[]> wanted) {
        byte[] before = content(path);
        byte[] after = violations.getFirst().document().kinds().getFirst().equals("dockerfile")
                ? dockerfile(before, violations)
                : tree(before, violations);
        if (!Arrays.equals(before, after)) {
            wanted.put(path, after);
        }
    }

    /** Puts the new content of a file, or of a chart's values, into the map, where it changes. */
    private void repairInto(String path, List<Violation> own, Map<String, byte[]> wanted) {
        if (isPatchable(own.getFirst().document())) {
            patched(path, own, wanted);
            return;
        }
        String chart = path.substring(0, path.lastIndexOf('/'));
        byte[] before = content(path);
        byte[] after = ChartFix.values(chart, before, own, reasons);
        if (!Arrays.equals(before, after)) {
            wanted.put(path, after);
        }
    }

    /** The file that has to change for a violation: its own, or the values of the chart it is rendered from. */
    private static String target(Violation violation) {
        String path = violation.document().path();
        return isPatchable(violation.document())
                ? path
                : ChartFix.chartOf(path)
                        .map(chart -> chart + "/values.yaml")
                        .filter(values -> Files.isRegularFile(Path.of(values)))
                        .orElse("");
    }

    /** Written by hand in this very place: not rendered, not merged from elsewhere. */
    private static boolean isPatchable(Document document) {
        return switch (document.kinds().getFirst()) {
            case "compose", "compose-service", "daemon", "dockerfile" -> true;
            default -> document.place().path() != null;
        };
    }

    private byte[] tree(byte[] content, List<Violation> violations) {
        Document first = violations.getFirst().document();
        boolean json = first.kinds().getFirst().equals("daemon") || TreeKind.isJson(content);
        try {
            ConfigurationPatch patch = ConfigurationPatch.of(content, json);
            for (Violation violation : violations) {
                int piece = patch.pieceOf(violation.document().place().line());
                edit(patch, piece, violation);
            }
            return patch.content();
        } catch (UnpatchableException e) {
            violations.forEach(violation -> reasons.put(key(violation), e.reason()));
            return content;
        }
    }

    private void edit(ConfigurationPatch patch, int piece, Violation violation) {
        try {
            for (Edit edit : FixPlan.edits(violation)) {
                patch.edit(piece, edit);
                tried.add(key(violation));
            }
            assumptions.put(key(violation), FixPlan.assumptions(violation));
        } catch (UnpatchableException e) {
            reasons.put(key(violation), e.reason());
        }
    }

    /** A change of a Dockerfile and why it is made. */
    private record Wish(Violation violation, DockerfilePatch.Change change) {
        boolean deletes() {
            return change instanceof DockerfilePatch.Delete;
        }
    }

    /** From the last line to the first, so that line numbers stay true. */
    private byte[] dockerfile(byte[] content, List<Violation> violations) {
        List<Wish> wishes = new ArrayList<>();
        violations.forEach(violation -> wishes(violation, wishes));
        wishes.sort(Comparator.comparing((Wish wish) -> -wish.change().line()).thenComparing(wish -> !wish.deletes()));
        byte[] now = content;
        int deleted = 0;
        for (Wish wish : wishes) {
            if (wish.change().line() == deleted) {
                continue;
            }
            try {
                now = DockerfilePatch.apply(now, wish.change());
                tried.add(key(wish.violation()));
                deleted = wish.deletes() ? wish.change().line() : 0;
                assumptions.put(key(wish.violation()), FixPlan.assumptions(wish.violation()));
            } catch (UnpatchableException e) {
                reasons.put(key(wish.violation()), e.reason());
            }
        }
        return now;
    }

    private void wishes(Violation violation, List<Wish> wishes) {
        try {
            FixPlan.changes(violation).forEach(change -> wishes.add(new Wish(violation, change)));
        } catch (UnpatchableException e) {
            reasons.put(key(violation), e.reason());
        }
    }

    private Repair.Left left(Violation violation) {
        return new Repair.Left(violation.finding(), reasons.getOrDefault(key(violation), ""));
    }
}
