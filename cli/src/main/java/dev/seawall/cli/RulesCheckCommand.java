package dev.seawall.cli;

import dev.seawall.engine.rule.RuleBook;
import dev.seawall.engine.rule.RuleMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seawall rules check}: whether rule files load, and what is wrong with them by file and line. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check rule files; later files may extend earlier ones. Exits 1 where one has an error.")
final class RulesCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Falco rule files and Sigma rules, in order.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() {
        RuleBook book = RuleFiles.read(files);
        book.messages().forEach(System.out::println);
        long errors = book.messages().stream().filter(RuleMessage::error).count();
        System.out.println(book.rules().size() + " rules, " + errors + " errors, "
                + (book.messages().size() - errors) + " warnings");
        return errors == 0 ? 0 : 1;
    }
}
