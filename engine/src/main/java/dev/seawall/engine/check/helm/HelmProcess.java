package dev.seawall.engine.check.helm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The child process that renders charts, shared by all charts of a run; see {@link HelmChild} for what is spoken. */
final class HelmProcess {
    private static final long MEMORY_BYTES = 2L << 30;
    private static final int LARGEST_ANSWER_BYTES = 64 << 20;

    private static @Nullable HelmProcess shared;

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** What Helm says is wrong with a chart. */
    static final class ChartException extends IOException {
        private static final long serialVersionUID = 1L;

        ChartException(String reason) {
            super(reason);
        }
    }

    private HelmProcess(Process process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * The manifests of a chart.
     *
     * @param seconds how long it may take
     * @throws ChartException where Helm refuses the chart
     * @throws IOException where the renderer took too long, too much memory or could not be started
     */
    static synchronized String render(Path chart, String release, int seconds) throws IOException {
        HelmProcess running = shared;
        if (running == null || !running.process.isAlive()) {
            running = start();
            shared = running;
        }
        try {
            return running.rendered(chart, release, seconds);
        } catch (ChartException e) {
            throw e;
        } catch (IOException e) {
            shared = null;
            throw e;
        }
    }

    private static HelmProcess start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                HelmChild.class.getName(),
                Long.toString(MEMORY_BYTES));
        isolate(builder.environment());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new HelmProcess(process);
    }

    /** Helm asks whatever cluster it finds for its version: it shall find none. */
    private static void isolate(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.matches("HELM_.*|KUBERNETES_.*|JAVA_TOOL_OPTIONS|.*_PROXY|.*_proxy"));
        environment.put("KUBECONFIG", "/dev/null");
        environment.put("HOME", "/nonexistent");
        environment.put("GOMEMLIMIT", "1024MiB");
        environment.put("GOMAXPROCS", "2");
    }

    /** Our own jars and, where they are installed apart, those of Helm. */
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        Path helm = Path.of(System.getProperty("seawall.home.install", "."), "cli", "target", "dist", "lib-helm");
        return Files.isDirectory(helm) ? own + File.pathSeparator + helm + File.separator + "*" : own;
    }

    private String rendered(Path chart, String release, int seconds) throws IOException {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        answered.orTimeout(seconds, TimeUnit.SECONDS).whenComplete((done, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        try {
            out.writeUTF(chart.toString());
            out.writeUTF(release);
            out.flush();
            return answer();
        } catch (ChartException e) {
            throw e;
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException(
                    answered.isCompletedExceptionally()
                            ? "rendering the chart takes longer than " + seconds + " s"
                            : "rendering the chart takes more memory than it may have",
                    e);
        } finally {
            answered.complete(null);
        }
    }

    private String answer() throws IOException {
        boolean rendered = in.readBoolean();
        int length = in.readInt();
        if (length < 0 || length > LARGEST_ANSWER_BYTES) {
            process.destroyForcibly();
            throw new ChartException("the chart renders to more than " + (LARGEST_ANSWER_BYTES >> 20) + " MiB");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!rendered) {
            throw new ChartException(text);
        }
        return text;
    }
}
