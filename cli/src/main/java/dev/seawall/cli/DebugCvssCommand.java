package dev.seawall.cli;

import dev.seawall.engine.cvss.Cvss;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seawall debug cvss}: the score of each severity vector, or "error" where it is none. */
@Command(
        name = "cvss",
        mixinStandardHelpOptions = true,
        description = "Score CVSS vectors (2.0, 3.0, 3.1, 4.0) read line by line from standard input.")
final class DebugCvssCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        AnsweredLines.run(DebugCvssCommand::score);
        return 0;
    }

    private static String score(String line) {
        int comment = line.indexOf('#');
        String vector = comment < 0 ? line.strip() : line.substring(0, comment).strip();
        return Cvss.find(vector)
                .map(cvss -> String.format(Locale.ROOT, "%.1f", cvss.score()))
                .orElse("error");
    }
}
