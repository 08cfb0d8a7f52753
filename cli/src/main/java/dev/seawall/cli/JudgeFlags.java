package dev.seawall.cli;

import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.policy.Accept;
import dev.seawall.engine.policy.FailOn;
import dev.seawall.engine.policy.Judge;
import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.policy.Judgement;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that judges findings: what fails, what is filtered, what is excused. */
final class JudgeFlags {
    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description =
                    "Exit 1 on findings from low, medium, high or critical on, or by the rules of --policy (policy)")
    @Nullable
    String failOn;

    @Option(
            names = "--accept",
            paramLabel = "WHAT",
            split = ",",
            description = "With --fail-on: let no-data, unreadable, eol pass all the same")
    List<String> accept = new ArrayList<>();

    @Option(
            names = "--unknown-as",
            paramLabel = "LEVEL",
            description = "What an UNKNOWN severity counts as (default: medium)")
    @Nullable
    String unknownAs;

    @Option(names = "--severity", paramLabel = "LIST", split = ",", description = "Report these severities only")
    List<String> severities = new ArrayList<>();

    @Option(names = "--ignore-unfixed", description = "Leave out vulnerabilities that have no fix")
    boolean ignoreUnfixed;

    @Option(names = "--exclude-base", description = "Fold findings that the base image brought")
    boolean excludeBase;

    @Option(names = "--policy", paramLabel = "FILE", description = "Policy file with rules for --fail-on policy")
    @Nullable
    Path policy;

    @Option(names = "--vex", paramLabel = "FILE", description = "OpenVEX, CSAF or CycloneDX VEX; may be repeated")
    List<Path> vex = new ArrayList<>();

    @Option(
            names = "--ignore-file",
            paramLabel = "FILE",
            description = "Ignore or exception file (default: those beside the target, then in the current folder)")
    List<Path> ignoreFiles = new ArrayList<>();

    /** @param target a path where ignore files may lie beside, or null */
    JudgeOptions toOptions(@Nullable Path target) {
        Set<Accept> accepted = EnumSet.noneOf(Accept.class);
        accept.forEach(word -> accepted.add(Accept.parse(word)));
        Severity unknown = unknownAs == null ? Severity.MEDIUM : severity(unknownAs);
        return PolicyInputs.read(this, target)
                .withFilters(severitySet(), ignoreUnfixed, excludeBase)
                .withFailOn(failOn == null ? null : FailOn.parse(failOn), accepted, unknown);
    }

    /** Judges a report, saying on stderr what the judge warns of. */
    static Report judged(Report report, JudgeOptions options) {
        Judgement judgement = Judge.judgement(report, options, LocalDate.now());
        judgement.warnings().forEach(warning -> System.err.println("warning: " + warning));
        return judgement.report();
    }

    /** Exit code of a judged report: 0 where the policy passes, else 1. */
    static int exitCode(Report judged) {
        return judged.verdict().passed() ? 0 : 1;
    }

    private Set<Severity> severitySet() {
        Set<Severity> all = EnumSet.noneOf(Severity.class);
        severities.forEach(word -> all.add(severity(word)));
        return all;
    }

    private static Severity severity(String word) {
        Severity parsed = Severity.parse(word);
        if (parsed == Severity.UNKNOWN && !word.strip().equalsIgnoreCase("unknown")) {
            throw new SeawallException(
                    "read the severity '" + word + "'",
                    "there is no such severity",
                    "Use low, medium, high, critical or unknown");
        }
        return parsed;
    }
}
