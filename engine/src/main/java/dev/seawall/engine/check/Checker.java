package dev.seawall.engine.check;

import dev.seawall.engine.check.live.LiveSource;
import dev.seawall.engine.check.rbac.AccessDocuments;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Front door: judges configuration by checks. Reads the paths, selects the checks, runs them, reports. */
public final class Checker {
    private Checker() {}

    /**
     * Checks what a request names; one finding per violated check and place, one result per check.
     *
     * @throws dev.seawall.engine.model.SeawallException where a path does not exist or a check file is invalid
     */
    public static Report check(CheckRequest request) {
        return check(request, List.of());
    }

    /** As {@link #check(CheckRequest)}, with what live targets told; they know the paths' objects unless separate. */
    public static Report check(CheckRequest request, List<LiveSource> live) {
        return check(request, Selection.of(request), groups(request, live, Map.of()), live);
    }

    /** As if the files named in the map had the content given there. */
    static Report check(CheckRequest request, List<Check> checks, Map<String, byte[]> instead) {
        return check(request, checks, groups(request, List.of(), instead), List.of());
    }

    private static Report check(
            CheckRequest request, List<Check> checks, List<Documents> groups, List<LiveSource> live) {
        List<Finding> findings = new ArrayList<>();
        List<FileStatus> problems = new ArrayList<>();
        Map<String, CheckResult> results = new LinkedHashMap<>();
        Map<String, String> unread = new TreeMap<>();
        live.forEach(source -> unread.putAll(source.unread()));
        for (Documents documents : groups) {
            problems.addAll(documents.problems());
            for (CheckRun run : run(documents.documents(), checks, request)) {
                doubt(run, unread);
                findings.addAll(run.findings());
                results.merge(run.result().id(), run.result(), Checker::worse);
            }
        }
        Target target =
                live.size() == 1 && request.paths().isEmpty() ? live.getFirst().target() : target(request, live);
        return report(target, findings, List.copyOf(results.values()), problems);
    }

    private static void doubt(CheckRun run, Map<String, String> unread) {
        for (String target : run.check().targets()) {
            String reason = unread.get(target);
            if (reason != null) {
                run.doubt(reason);
            }
        }
    }

    /** What is judged together. */
    private static List<Documents> groups(CheckRequest request, List<LiveSource> live, Map<String, byte[]> instead) {
        List<Documents> groups = new ArrayList<>();
        if (request.separate()) {
            request.paths().forEach(path -> groups.add(Inputs.read(List.of(path), instead)));
            live.forEach(source -> groups.add(source.documents()));
            return groups;
        }
        Documents files = Inputs.read(request.paths(), instead);
        List<Document> documents = new ArrayList<>(files.documents());
        List<FileStatus> problems = new ArrayList<>(files.problems());
        for (LiveSource source : live) {
            documents.addAll(source.documents().documents());
            problems.addAll(source.documents().problems());
        }
        return List.of(Documents.of(documents, problems));
    }

    private static Target target(CheckRequest request, List<LiveSource> live) {
        List<String> names = new ArrayList<>(request.paths());
        live.forEach(source -> names.add(source.target().name()));
        return new Target(Target.Kind.CONFIG, String.join(" ", names), null, Os.NONE, List.of());
    }

    /** What there is to check: every check of the request's profile as not applicable, nothing read. */
    public static Report list(CheckRequest request) {
        List<CheckResult> results = Selection.of(request).stream()
                .map(check -> new CheckRun(check, check.parameters()).result())
                .toList();
        return report(target(request, List.of()), List.of(), results, new ArrayList<>());
    }

    /** The findings of the built-in checks in one file that the caller made, such as the configuration of an image. */
    public static List<Finding> findings(InputFile file) throws IOException {
        CheckRequest request = CheckRequest.of(List.of(file.shown()));
        DocumentReader reader = DocumentReaders.find(file)
                .orElseThrow(() -> new IOException("no reader knows the file " + file.shown()));
        return run(reader.read(file).documents(), Selection.of(request), request).stream()
                .flatMap(run -> run.findings().stream())
                .toList();
    }

    /** The findings of the built-in checks below a folder, their paths relative to it, some with a slash before. */
    public static List<Finding> findings(Path folder) {
        CheckRequest request = CheckRequest.of(List.of());
        return run(Inputs.below(folder).documents(), Selection.of(request), request).stream()
                .flatMap(run -> run.findings().stream())
                .toList();
    }

    /** Runs checks over documents that are already read, for live sources and tests; sorted by check. */
    static List<CheckRun> run(List<Document> read, List<Check> checks, CheckRequest request) {
        List<Document> documents = ImageJoin.joined(AccessDocuments.joined(read));
        Map<String, List<Object>> all = byKind(documents);
        Map<String, List<CheckRun>> byTarget = new LinkedHashMap<>();
        List<CheckRun> runs = new ArrayList<>();
        for (Check check : checks) {
            CheckRun run = new CheckRun(check, request.parameters().of(check));
            runs.add(run);
            if (check.covers(request.kubernetesMinor())) {
                check.targets().forEach(target -> byTarget.computeIfAbsent(target, t -> new ArrayList<>())
                        .add(run));
            }
        }
        for (Document document : documents) {
            Set<CheckRun> wanted = new LinkedHashSet<>();
            document.kinds().forEach(kind -> wanted.addAll(byTarget.getOrDefault(kind, List.of())));
            Scope scope = new Scope(document, request.kubernetesMinor(), all);
            wanted.forEach(run -> run.judge(scope));
        }
        return runs;
    }

    private static Map<String, List<Object>> byKind(List<Document> documents) {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        for (Document document : documents) {
            Workload workload = document.workload();
            for (String kind : document.kinds()) {
                boolean normalised = kind.equals(Document.WORKLOAD) || kind.equals("pod");
                Object value = normalised && workload != null ? workload.toMap() : document.root();
                all.computeIfAbsent(kind, k -> new ArrayList<>()).add(value);
            }
        }
        return all;
    }

    private static CheckResult worse(CheckResult a, CheckResult b) {
        return rank(b.outcome()) < rank(a.outcome()) ? b : a;
    }

    private static int rank(CheckResult.Outcome outcome) {
        return switch (outcome) {
            case FAIL -> 0;
            case INCONCLUSIVE -> 1;
            case PASS -> 2;
            case MANUAL -> 3;
            case NOT_APPLICABLE -> 4;
        };
    }

    private static Report report(
            Target target, List<Finding> findings, List<CheckResult> results, List<FileStatus> problems) {
        problems.sort(Comparator.comparing(FileStatus::path).thenComparing(FileStatus::reason));
        return new Report(
                DatabaseInfo.NONE,
                target,
                List.of(),
                findings,
                results,
                problems,
                List.of(),
                new Verdict(true, "default", List.of()));
    }
}
