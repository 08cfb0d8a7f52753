package dev.seawall.engine.policy;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of an ignore file or exception file: findings that shall not count, until a day.
 *
 * @param source the file it came from, as the user named it
 * @param ids ids or globs of ids, aliases count too; empty for any
 * @param kinds empty for any
 * @param packages which packages
 * @param paths globs of paths; empty for any
 * @param line of the finding, 0 for any
 * @param fixState of the finding, or null for any
 * @param status what a covered finding becomes: SUPPRESSED or EXCEPTED
 * @param reason why, in the user's words; may be empty
 * @param owner who answers for it; empty where the file names none
 * @param expires the last day it holds, or null for ever
 */
public record Waiver(
        String source,
        List<String> ids,
        Set<FindingKind> kinds,
        PackagePattern packages,
        List<String> paths,
        int line,
        Fix.@Nullable State fixState,
        FindingStatus status,
        String reason,
        String owner,
        @Nullable LocalDate expires) {

    public Waiver {
        ids = List.copyOf(ids);
        kinds = Set.copyOf(kinds);
        paths = List.copyOf(paths);
    }

    /** An entry that names nothing but ids. */
    static Waiver ofIds(String source, List<String> ids) {
        return new Waiver(
                source, ids, Set.of(), PackagePattern.ANY, List.of(), 0, null, FindingStatus.SUPPRESSED, "", "", null);
    }

    Waiver withKinds(Set<FindingKind> value) {
        return new Waiver(source, ids, value, packages, paths, line, fixState, status, reason, owner, expires);
    }

    Waiver withPlace(PackagePattern newPackages, List<String> newPaths, int newLine) {
        return new Waiver(source, ids, kinds, newPackages, newPaths, newLine, fixState, status, reason, owner, expires);
    }

    Waiver withFixState(Fix.@Nullable State value) {
        return new Waiver(source, ids, kinds, packages, paths, line, value, status, reason, owner, expires);
    }

    Waiver withReason(String newReason, @Nullable LocalDate lastDay) {
        return new Waiver(source, ids, kinds, packages, paths, line, fixState, status, newReason, owner, lastDay);
    }

    /** An exception with its owner, rather than a mere suppression. */
    Waiver ownedBy(String newOwner) {
        return new Waiver(
                source, ids, kinds, packages, paths, line, fixState, FindingStatus.EXCEPTED, reason, newOwner, expires);
    }

    /** Whether it still holds on this day. */
    public boolean holdsOn(LocalDate day) {
        return expires == null || !day.isAfter(expires);
    }

    /** Whether one of a finding's normalised names is meant. */
    boolean coversName(Set<String> names) {
        return ids.isEmpty()
                || ids.stream().map(id -> Glob.ofName(FindingNames.normal(id))).anyMatch(g -> names.stream()
                        .anyMatch(g::matches));
    }

    /** Whether everything but the name fits. */
    boolean coversPlace(Finding finding) {
        return (kinds.isEmpty() || kinds.contains(finding.kind()))
                && (fixState == null || fixState == finding.fix().state())
                && (line == 0 || line == finding.location().line())
                && packages.covers(finding.pkg())
                && coversPath(finding);
    }

    private boolean coversPath(Finding finding) {
        if (paths.isEmpty()) {
            return true;
        }
        String own = finding.location().path();
        String ofPackage = finding.pkg() == null ? own : finding.pkg().path();
        return paths.stream()
                .map(p -> Glob.ofPath(p.startsWith("./") ? p.substring(2) : p))
                .anyMatch(g -> fits(g, own) || fits(g, ofPackage));
    }

    private static boolean fits(Glob glob, String path) {
        return glob.matches(path) || glob.matches("/" + path);
    }

    /** The reason a covered finding carries. */
    String because() {
        String who = owner.isEmpty() ? "" : " (" + owner + (expires == null ? "" : ", until " + expires) + ")";
        return (reason.isEmpty() ? "ignored by " + source : reason + " [" + source + "]") + who;
    }
}
