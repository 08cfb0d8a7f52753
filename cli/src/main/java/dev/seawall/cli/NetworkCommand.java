package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.network.NetworkAnalysis;
import dev.seawall.engine.network.NetworkAnalyzer;
import dev.seawall.engine.network.NetworkFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
        description = "Compute who can reach whom from manifests and Compose files.",
        subcommands = NetworkApplyCommand.class)
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

    @Option(names = "--generate", description = "Write least-privilege rules instead of the list of connections")
    private boolean generate;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            defaultValue = "networkpolicy",
            description = "What to generate: networkpolicy, or nftables from Compose files (default: networkpolicy)")
    private String kind = "networkpolicy";

    @Override
    public Integer call() {
        if (generate) {
            String rules = generated();
            write(out -> out.write(rules.getBytes(StandardCharsets.UTF_8)));
            return 0;
        }
        NetworkFormat form = NetworkFormat.of(format);
        NetworkAnalysis analysis = NetworkAnalyzer.analyze(path, explain);
        analysis.unreadable()
                .forEach(file -> System.err.println("warning: " + file.path() + " was left out: " + file.reason()));
        analysis.warnings().forEach(warning -> System.err.println("warning: " + warning));
        write(out -> form.write(analysis, out));
        return 0;
    }

    private String generated() {
        return switch (kind) {
            case "networkpolicy" -> NetworkAnalyzer.networkPolicies(path);
            case "nftables" -> NetworkAnalyzer.nftables(path);
            default ->
                throw new SeawallException(
                        "generate " + kind, "there is no such kind of rules", "Use networkpolicy or nftables");
        };
    }

    /** Something that writes itself. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private void write(Content content) {
        try (OutputStream out = new BufferedOutputStream(
                output == null ? new Uncloseable(System.out) : Files.newOutputStream(output))) {
            content.write(out);
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
