package dev.seawall.engine.report;

import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Scope;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** GitHub's dependency snapshot: the packages by the file they were found in. Takes its job from the GITHUB_ variables. */
final class GithubReport implements ReportFormat {
    @Override
    public String name() {
        return "github";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) {
        Map<String, List<Package>> manifests = report.packages().stream()
                .collect(Collectors.groupingBy(
                        p -> p.path().isEmpty() ? report.target().name() : p.path(),
                        TreeMap::new,
                        Collectors.toList()));
        Map<String, String> job = style.environment();
        try (JsonOut json = JsonOut.pretty(out)) {
            json.object(() -> {
                json.field("version", 0);
                json.object("job", () -> json.field(
                                "correlator",
                                job.getOrDefault("GITHUB_WORKFLOW", "seawall") + "_"
                                        + job.getOrDefault("GITHUB_JOB", "scan"))
                        .field("id", job.getOrDefault("GITHUB_RUN_ID", "0")));
                json.field("sha", job.getOrDefault("GITHUB_SHA", ""));
                json.field("ref", job.getOrDefault("GITHUB_REF", ""));
                json.object("detector", () -> json.field("name", "seawall")
                        .field("version", style.toolVersion())
                        .field("url", "https://seawall.dev"));
                json.field("scanned", DateTimeFormatter.ISO_INSTANT.format(style.timeOrEpoch()));
                json.object(
                        "manifests",
                        () -> manifests.forEach(
                                (path, packages) -> json.object(path, () -> manifest(json, path, packages))));
            });
        }
    }

    private static void manifest(JsonOut json, String path, List<Package> packages) {
        json.field("name", path);
        json.object("file", () -> json.field("source_location", path));
        Set<String> seen = new HashSet<>();
        json.object("resolved", () -> {
            for (Package pkg : packages) {
                String key = seen.add(pkg.name()) ? pkg.name() : pkg.name() + "@" + pkg.version();
                if (key.equals(pkg.name()) || seen.add(key)) {
                    json.object(key, () -> json.field("package_url", pkg.purl())
                            .field("scope", pkg.scope() == Scope.DEV ? "development" : "runtime"));
                }
            }
        });
    }
}
