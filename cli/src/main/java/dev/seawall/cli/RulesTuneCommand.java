package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.rule.FilterException;
import dev.seawall.engine.rule.OwnRules;
import dev.seawall.engine.rule.RuleBook;
import dev.seawall.engine.rule.RuleTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall rules tune}: an exception from an alert, and what it would hide. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = "Propose an exception for an alert, and replay recorded events to show what it would hide.")
final class RulesTuneCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECORD", description = "What seawall watch --record wrote")
    @SuppressWarnings("NullAway.Init")
    private Path record;

    @Option(
            names = {"--rules", "-r"},
            paramLabel = "FILE",
            description = "The rule files in use (default: Seawall's own)")
    private List<Path> rules = List.of();

    @Option(names = "--rule", paramLabel = "NAME", description = "The rule to tune; without it the rules are counted")
    private @Nullable String rule;

    @Option(names = "--event", paramLabel = "N", defaultValue = "1", description = "Which of its events (default: 1)")
    private int event = 1;

    @Override
    public Integer call() throws IOException {
        RuleTuning tuning = new RuleTuning(sources());
        for (String line : Files.readAllLines(record)) {
            if (!line.isBlank()) {
                tuning.add(line);
            }
        }
        if (rule == null) {
            tuning.counts().forEach((name, count) -> System.out.printf("%8d  %s%n", count, name));
            return 0;
        }
        return propose(tuning, rule);
    }

    private int propose(RuleTuning tuning, String name) {
        try {
            RuleTuning.Proposal proposal = tuning.propose(name, event);
            System.out.print(proposal.exception());
            System.out.println("# hides " + proposal.hidden().size() + " of " + proposal.fired() + " recorded events:");
            proposal.hidden().forEach(each -> System.out.println("#   " + each));
            return 0;
        } catch (FilterException e) {
            throw new SeawallException(
                    "tune a rule", "" + e.getMessage(), "seawall rules tune RECORD lists what there is", e);
        }
    }

    private List<RuleBook.Source> sources() throws IOException {
        if (rules.isEmpty()) {
            return OwnRules.sources();
        }
        List<RuleBook.Source> sources = new ArrayList<>();
        for (Path file : rules) {
            sources.add(new RuleBook.Source(file.toString(), Files.readAllBytes(file)));
        }
        return sources;
    }
}
