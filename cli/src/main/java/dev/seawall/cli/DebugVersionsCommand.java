package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionRange;
import dev.seawall.engine.version.VersionScheme;
import dev.seawall.engine.version.VersionSchemes;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seawall debug versions}: orders pairs of versions, or says which versions lie in which ranges. */
@Command(
        name = "versions",
        mixinStandardHelpOptions = true,
        description = "Order pairs of versions read from standard input, or judge versions by ranges.")
final class DebugVersionsCommand implements Callable<Integer> {
    private static final String UNKNOWN = "?";

    @Option(
            names = "--ecosystem",
            required = true,
            paramLabel = "NAME",
            description = "Whose rules: a package URL type or a distribution, such as deb, npm, alpine.")
    @SuppressWarnings("NullAway.Init")
    private String ecosystem;

    @Option(
            names = "--ranges",
            description = "Lines are VERSION<TAB>RANGE, answers true, false or ?. Else A<TAB>B and -1, 0, 1 or ?.")
    private boolean ranges;

    @Override
    public Integer call() throws IOException {
        VersionScheme scheme = scheme();
        AnsweredLines.run(line -> ranges ? inRange(line, scheme) : order(line, scheme));
        return 0;
    }

    private VersionScheme scheme() {
        Optional<VersionScheme> found =
                ranges ? VersionSchemes.findForRanges(ecosystem) : VersionSchemes.find(ecosystem);
        return found.orElseThrow(() -> new SeawallException(
                "compare versions",
                "no ecosystem is called " + ecosystem,
                "Give one of: " + String.join(", ", VersionSchemes.names())));
    }

    private static String order(String line, VersionScheme scheme) {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            return UNKNOWN;
        }
        try {
            return Integer.toString(Integer.signum(scheme.compare(line.substring(0, tab), line.substring(tab + 1))));
        } catch (BadVersionException bad) {
            return UNKNOWN;
        }
    }

    private static String inRange(String line, VersionScheme scheme) {
        int tab = line.indexOf('\t');
        String range = tab < 0 ? "" : line.substring(tab + 1);
        String version = tab < 0 ? line : line.substring(0, tab);
        try {
            return Boolean.toString(VersionRange.parse(range).contains(version, scheme));
        } catch (BadVersionException bad) {
            return UNKNOWN;
        }
    }
}
