package dev.seawall.engine.report;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import java.util.Comparator;
import java.util.List;

/** Puts a report into the one order every format writes it in. */
final class SortedReport {
    private static final Comparator<Location> BY_PLACE = Comparator.comparing(Location::path)
            .thenComparingInt(Location::line)
            .thenComparing(l -> l.layer() == null ? "" : l.layer().hex());

    private static final Comparator<Package> BY_PACKAGE = Comparator.comparing(Package::ecosystem)
            .thenComparing(Package::name)
            .thenComparing(Package::version)
            .thenComparing(Package::path)
            .thenComparingInt(Package::line)
            .thenComparing(Package::namespace)
            .thenComparing(p -> p.qualifiers().toString());

    private static final Comparator<Finding> BY_FINDING = Comparator.comparing(Finding::kind)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::id)
            .thenComparing(f -> f.pkg() == null ? "" : f.pkg().name())
            .thenComparing(f -> f.pkg() == null ? "" : f.pkg().version())
            .thenComparing(Finding::location, BY_PLACE)
            .thenComparing(Finding::fingerprint)
            .thenComparing(Finding::evidence);

    private static final Comparator<CheckResult> BY_CHECK = Comparator.comparing(CheckResult::id)
            .thenComparing(CheckResult::location, BY_PLACE)
            .thenComparing(CheckResult::evidence);

    private SortedReport() {}

    static Report of(Report report) {
        return new Report(
                report.database(),
                report.target(),
                sorted(report.packages(), BY_PACKAGE),
                sorted(report.findings(), BY_FINDING),
                sorted(report.checks(), BY_CHECK),
                sorted(report.files(), Comparator.comparing(FileStatus::path).thenComparing(FileStatus::reason)),
                sorted(report.coverage(), Comparator.comparing(Coverage::ecosystem)),
                report.verdict());
    }

    private static <T> List<T> sorted(List<T> items, Comparator<? super T> order) {
        return items.stream().sorted(order).toList();
    }
}
