package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Programs in the system's own folders that no package brought and that look as if somebody wanted them to go unseen.
 * Only where the target has a package database that says who owns what; a program merely copied in is no finding.
 */
final class DroppedPrograms {
    private static final Set<String> FOLDERS = Set.of("bin", "sbin", "usr/bin", "usr/sbin");
    private static final Set<String> SYSTEM = Set.of("deb", "apk", "rpm", "alpm");
    private static final Pattern KERNEL_THREADS = Pattern.compile(
            "\\[?(kworker|kthreadd?|ksoftirqd|kswapd|kdevtmpfs|migration|rcu_\\w+|khugepaged)[\\w:/.-]*\\]?");
    private static final int SET_ID = 06000;

    private DroppedPrograms() {}

    static List<Finding> in(Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        boolean owners = inventory.packages().stream().anyMatch(pkg -> SYSTEM.contains(pkg.ecosystem()))
                && inventory.files().all().anyMatch(file -> file.owner() != null);
        if (owners) {
            for (String folder : FOLDERS.stream().sorted().toList()) {
                inventory.files().list(folder).forEach(file -> suspicion(file).ifPresent(why -> {
                    findings.add(finding(file, why));
                }));
            }
        }
        return findings;
    }

    private static Optional<String> suspicion(FileRecord file) {
        FileEntry entry = file.entry();
        if (file.owner() != null || !entry.isExecutable() || entry.sizeBytes() == 0) {
            return Optional.empty();
        }
        if (entry.name().startsWith(".")) {
            return Optional.of("its name is hidden");
        }
        if (KERNEL_THREADS.matcher(entry.name()).matches()) {
            return Optional.of("it is called like a thread of the kernel");
        }
        boolean setId = (entry.mode() & SET_ID) != 0;
        return setId ? Optional.of("it runs with its owner's rights (setuid or setgid)") : Optional.empty();
    }

    private static Finding finding(FileRecord file, String why) {
        return Finding.builder(FindingKind.MALWARE, "unowned-program")
                .severity(Severity.LOW, "seawall")
                .title("Program in a system folder that no package owns")
                .practices(List.of(Practice.IMG_3))
                .controls(List.of("NIST-800-190:4.1.3", "MITRE-ATTACK:T1036.005"))
                .location(new Location(file.entry().path(), 0, 0, file.layer(), false))
                .evidence("no package owns it, and " + why)
                .fix(Fix.advice("Install it from a package, or put it under /usr/local without the marks named"))
                .build();
    }
}
