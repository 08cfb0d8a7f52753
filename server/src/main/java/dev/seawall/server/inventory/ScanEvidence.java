package dev.seawall.server.inventory;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.posture.Evidence;
import dev.seawall.engine.posture.ReportEvidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evidence of the newest report of every target; each report is read once. */
public final class ScanEvidence implements EvidenceSource {
    private static final int PAGE = 200;
    private static final int MOST_TARGETS = 20_000;
    private static final Visible ALL = new Visible(List.of("*"));

    private final ScanStore store;
    private final Map<String, List<Evidence>> read = new ConcurrentHashMap<>();

    /** Reads from a store. */
    public ScanEvidence(ScanStore store) {
        this.store = store;
    }

    @Override
    public List<Evidence> evidence() {
        List<Evidence> out = new ArrayList<>();
        List<String> current = new ArrayList<>();
        String after = "";
        List<TargetSummary> page;
        do {
            page = store.targets("", "", ALL, after, PAGE);
            for (TargetSummary target : page) {
                current.add(target.scan());
                out.addAll(read.computeIfAbsent(target.scan(), this::of));
                after = target.name() + " " + target.kind();
            }
        } while (!page.isEmpty() && current.size() < MOST_TARGETS);
        read.keySet().retainAll(current);
        return out;
    }

    private List<Evidence> of(String scan) {
        try {
            byte[] report = store.report(scan).orElse(new byte[0]);
            return report.length == 0 ? List.of() : ReportEvidence.read(Json.parse(ScanDiff.unpacked(report)));
        } catch (IOException e) {
            System.getLogger(ScanEvidence.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the report of scan " + scan + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
