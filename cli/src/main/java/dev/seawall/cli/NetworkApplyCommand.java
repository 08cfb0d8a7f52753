package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code seawall network apply}: puts nftables rules in force, and takes them back unless someone says in time that they
 * can still reach the host. The way back is a process of its own, which this one's end does not stop.
 */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Put nftables rules in force; they are taken back unless confirmed in time.")
final class NetworkApplyCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 50;

    @Parameters(paramLabel = "FILE", description = "nftables rules, such as seawall network --generate writes")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--rollback",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "60s",
            description = "Take the rules back after this time unless confirmed (default: 60s)")
    private Duration rollback = Duration.ofSeconds(60);

    @Option(names = "--yes", description = "Confirm at once")
    private boolean yes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw failed("there is no readable file");
        }
        if (nft("-c", "-f", file.toString()) != 0) {
            throw failed("nft refuses them, see above");
        }
        Path folder = Files.createTempDirectory("seawall-network");
        Path before = folder.resolve("before.nft");
        save(before);
        Path kept = folder.resolve("kept");
        guard(before, kept);
        if (nft("-f", file.toString()) != 0) {
            throw failed("nft refuses them, see above");
        }
        if (yes || isConfirmed()) {
            Files.createFile(kept);
            System.out.println("kept");
            return 0;
        }
        nft("-f", before.toString());
        Files.createFile(kept);
        System.out.println("taken back");
        return 1;
    }

    private SeawallException failed(String because) {
        return new SeawallException("apply the rules in " + file, because, "Mend the rules, or install nftables");
    }

    private static int nft(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("nft"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(Path.of("/dev/stderr").toFile()))
                .start()
                .waitFor();
    }

    private static void save(Path before) throws IOException, InterruptedException {
        Process list = new ProcessBuilder("nft", "list", "ruleset").start();
        String rules = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        list.waitFor();
        Files.writeString(before, "flush ruleset\n" + rules);
    }

    private void guard(Path before, Path kept) throws IOException {
        String script = "sleep " + rollback.toSeconds() + "; [ -e '" + kept + "' ] || nft -f '" + before + "'";
        new ProcessBuilder("setsid", "sh", "-c", script)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean isConfirmed() throws IOException, InterruptedException {
        System.out.println("in force; type yes within " + rollback.toSeconds() + " s to keep them");
        System.out.flush();
        long end = System.nanoTime() + rollback.toNanos();
        StringBuilder said = new StringBuilder();
        while (System.nanoTime() - end < 0) {
            while (System.in.available() > 0) {
                said.append((char) System.in.read());
            }
            if (said.indexOf("\n") >= 0) {
                return said.toString().strip().equalsIgnoreCase("yes");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return false;
    }
}
