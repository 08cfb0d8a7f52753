package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.network.NetworkAnalysis;
import dev.seawall.engine.network.NetworkAnalyzer;
import dev.seawall.engine.network.NetworkFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall network PATH}: who can reach whom. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = "Compute who can reach whom from manifests and Compose files.")
final class NetworkCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "Folder of Kubernetes manifests and Compose files, or one file")
    @SuppressWarnings("NullAway.Init")
    private Path path;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, dot or html (default: table)")
    private String format = "table";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file")
    private @Nullable Path output;

    @Option(names = "--explain", description = "Name the rules that allow each connection")
    private boolean explain;

    @Override
    public Integer call() {
        NetworkFormat form = NetworkFormat.of(format);
        NetworkAnalysis analysis = NetworkAnalyzer.analyze(path, explain);
        analysis.unreadable()
                .forEach(file -> System.err.println("warning: " + file.path() + " was left out: " + file.reason()));
        analysis.warnings().forEach(warning -> System.err.println("warning: " + warning));
        write(analysis, form);
        return 0;
    }

    private void write(NetworkAnalysis analysis, NetworkFormat form) {
        try (OutputStream out = new BufferedOutputStream(
                output == null ? new Uncloseable(System.out) : Files.newOutputStream(output))) {
            form.write(analysis, out);
        } catch (IOException e) {
            throw new SeawallException(
                    "write the network to " + (output == null ? "standard output" : output),
                    String.valueOf(e.getMessage()),
                    "Choose a place that can be written",
                    e);
        }
    }

    /** Standard output, flushed but never closed. */
    private static final class Uncloseable extends java.io.FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
