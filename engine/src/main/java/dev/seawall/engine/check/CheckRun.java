package dev.seawall.engine.check;

import dev.seawall.engine.check.cel.CelError;
import dev.seawall.engine.check.cel.Program;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One check over the documents of a run: its programs, its findings so far, its outcome. */
final class CheckRun {
    private final Check check;
    private final Map<String, @Nullable Object> parameters;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<CheckResult.Outcome> outcomes = EnumSet.noneOf(CheckResult.Outcome.class);
    private final List<Violation> violations = new ArrayList<>();
    private String doubt = "";
    private Location doubtPlace = Location.of("");

    CheckRun(Check check, Map<String, @Nullable Object> parameters) {
        this.check = check;
        this.parameters = parameters;
    }

    /** Judges every place of a document; a workload without such places has nothing that violates the check. */
    void judge(Scope scope) {
        Condition condition = check.fail();
        if (condition == null) {
            outcomes.add(CheckResult.Outcome.MANUAL);
            return;
        }
        List<Places.Place> places = Places.of(scope.document(), check.each());
        if (places.isEmpty() && scope.document().workload() != null) {
            outcomes.add(CheckResult.Outcome.PASS);
        }
        places.forEach(place -> judge(scope, place, condition.program()));
    }

    private void judge(Scope scope, Places.Place place, Program condition) {
        Document document = scope.document();
        List<@Nullable Object> variables = variables(scope, place);
        Condition when = check.when();
        Object applies = when == null ? true : when.program().run(variables);
        Object failed = Boolean.TRUE.equals(applies) ? condition.run(variables) : applies;
        if (Boolean.FALSE.equals(applies)) {
            return;
        }
        if (Boolean.TRUE.equals(failed)) {
            Finding finding = add(document, finding(document, place, variables));
            if (finding.status() == FindingStatus.OPEN) {
                violations.add(new Violation(check, finding, document, place, variables));
            }
        } else if (Boolean.FALSE.equals(failed)) {
            outcomes.add(CheckResult.Outcome.PASS);
        } else {
            outcomes.add(CheckResult.Outcome.INCONCLUSIVE);
            if (doubt.isEmpty()) {
                doubt = failed instanceof CelError error ? error.message() : "the condition is no boolean";
                doubtPlace = location(document, place, "");
            }
        }
    }

    /** A finding that the document's author does not want to hear of is reported, but does not count. */
    private Finding add(Document document, Finding finding) {
        Optional<Ignore> ignore = document.ignores().stream()
                .filter(wish -> wish.covers(check, finding.location()))
                .findFirst();
        outcomes.add(ignore.isPresent() ? CheckResult.Outcome.PASS : CheckResult.Outcome.FAIL);
        Finding known = ignore.map(wish -> finding.withStatus(FindingStatus.SUPPRESSED, wish.reason()))
                .orElse(finding);
        findings.add(known);
        return known;
    }

    private List<@Nullable Object> variables(Scope scope, Places.Place place) {
        @Nullable Object[] values = scope.variables();
        values[CheckVariables.CONTAINER] = place.container() == null ? SourceMap.EMPTY : place.container();
        values[CheckVariables.CONTAINER_KIND] = place.containerKind();
        values[CheckVariables.ITEM] = place.item();
        values[CheckVariables.KEY] = place.key();
        values[CheckVariables.PARAMS] = parameters;
        return Arrays.asList(values);
    }

    private Finding finding(Document document, Places.Place place, List<@Nullable Object> variables) {
        return Finding.builder(FindingKind.MISCONFIGURATION, check.id())
                .aliases(check.aliases())
                .severity(check.severity(), "seawall")
                .title(check.title())
                .practices(check.practices())
                .controls(check.controls())
                .location(location(document, place, check.at()))
                .evidence(message(document, variables) + decidedBy(mark(document, place, check.at())))
                .subject(document.kinds().getFirst() + "/" + name(document) + "/" + place.path())
                .fix(Fix.advice(FixText.of(check)))
                .build();
    }

    private String message(Document document, List<@Nullable Object> variables) {
        Condition template = check.message();
        Object text = template == null ? check.title() : template.program().run(variables);
        String said = text instanceof String string ? string : check.title();
        String name = name(document);
        return name.isEmpty() ? said : said + " (" + document.kinds().getFirst() + " " + name + ")";
    }

    private static String name(Document document) {
        Workload workload = document.workload();
        return workload != null
                ? workload.name()
                : document.root().map("metadata").text("name");
    }

    private static Location location(Document document, Places.Place place, String at) {
        Mark best = mark(document, place, at);
        String path = best.path();
        return new Location(
                path != null && path.startsWith("file:") ? path.substring(5) : document.path(),
                best.line(),
                Math.max(best.line(), best.endLine()),
                null,
                false);
    }

    /** In a rendered chart the line of its values that decides. */
    private static String decidedBy(Mark mark) {
        String path = mark.path();
        return path != null && path.startsWith("values.yaml") ? "; decided by " + path : "";
    }

    private static Mark mark(Document document, Places.Place place, String at) {
        Workload workload = document.workload();
        Mark mark = TreePath.mark(place.root(), TreePath.join(place.path(), at));
        boolean inPod = mark.line() == 0 && place.inPod();
        Mark found = inPod && workload != null ? TreePath.mark(document.root(), workload.podPath()) : mark;
        return found.line() == 0 ? document.place() : found;
    }

    /** The open findings with what is needed to repair them. */
    List<Violation> violations() {
        return violations;
    }

    /** What it judges could not be read: unless it fails elsewhere, nobody knows. */
    void doubt(String reason) {
        outcomes.add(CheckResult.Outcome.INCONCLUSIVE);
        doubt = doubt.isEmpty() ? reason : doubt;
    }

    Check check() {
        return check;
    }

    List<Finding> findings() {
        return findings;
    }

    /** How it ended: failed anywhere, else in doubt anywhere, else passed somewhere, else manual or not applicable. */
    CheckResult result() {
        CheckResult.Outcome outcome = outcome();
        List<Finding> open = findings.stream()
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        String evidence =
                switch (outcome) {
                    case FAIL ->
                        open.size() == 1
                                ? open.getFirst().evidence()
                                : open.size() + " places, the first: "
                                        + open.getFirst().evidence();
                    case INCONCLUSIVE -> doubt;
                    case PASS, NOT_APPLICABLE, MANUAL -> "";
                };
        Location place = outcome == CheckResult.Outcome.FAIL ? open.getFirst().location() : doubtPlace;
        return new CheckResult(
                check.id(),
                check.aliases(),
                check.title(),
                outcome,
                check.severity(),
                check.practices(),
                check.controls(),
                evidence,
                place,
                FixText.of(check));
    }

    private CheckResult.Outcome outcome() {
        for (CheckResult.Outcome outcome : List.of(
                CheckResult.Outcome.FAIL,
                CheckResult.Outcome.INCONCLUSIVE,
                CheckResult.Outcome.PASS,
                CheckResult.Outcome.MANUAL)) {
            if (outcomes.contains(outcome)) {
                return outcome;
            }
        }
        return CheckResult.Outcome.NOT_APPLICABLE;
    }
}
