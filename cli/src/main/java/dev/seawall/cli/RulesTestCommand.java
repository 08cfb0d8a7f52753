package dev.seawall.cli;

import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleBook;
import dev.seawall.engine.rule.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seawall rules test}: whether rules fire for the sample events beside them, and for no others. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Judge the sample events in rule files. Exits 1 where a rule fires or is silent against them.")
final class RulesTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule files whose rules have samples.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    private int right;
    private int wrong;

    @Override
    public Integer call() {
        RuleBook book = RuleFiles.read(files);
        book.messages().stream().filter(each -> each.error()).forEach(System.out::println);
        for (Rule rule : book.rules()) {
            rule.samples().forEach(sample -> judge(rule, sample));
        }
        System.out.println(right + " samples as expected, " + wrong + " not, "
                + book.rules().stream().filter(rule -> rule.samples().isEmpty()).count() + " rules without samples");
        return wrong == 0 && !book.hasErrors() ? 0 : 1;
    }

    private void judge(Rule rule, Sample sample) {
        boolean fires = rule.filter().matches(sample.event());
        String place = sample.file() + ":" + sample.line() + ": ";
        if (fires != sample.fires()) {
            wrong++;
            System.out.println(place + "error: '" + rule.name() + "' " + (fires ? "fires" : "stays silent"));
            return;
        }
        right++;
        System.out.println(place + "'" + rule.name() + "' "
                + (fires ? "fires: " + rule.output().render(sample.event()) : "stays silent"));
    }
}
