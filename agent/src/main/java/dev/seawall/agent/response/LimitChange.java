package dev.seawall.agent.response;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One limit that is set: by a file of a control group, or by a command. */
public sealed interface LimitChange {
    /** What is done. */
    String text();

    /** Does it; says why not where it fails. */
    boolean apply(PrintStream out);

    /** A value written to a file. */
    record Write(Path file, String value) implements LimitChange {
        @Override
        public String text() {
            return file + ": " + current() + " -> " + value;
        }

        private String current() {
            try {
                return Files.readString(file).strip().replace('\n', ' ');
            } catch (IOException absent) {
                return "(absent)";
            }
        }

        @Override
        public boolean apply(PrintStream out) {
            try {
                Files.writeString(file, value);
                return true;
            } catch (IOException e) {
                out.println("failed: " + e.getMessage());
                return false;
            }
        }
    }

    /** A command that is run. */
    record Command(List<String> words) implements LimitChange {
        public Command {
            words = List.copyOf(words);
        }

        @Override
        public String text() {
            return String.join(" ", words);
        }

        @Override
        public boolean apply(PrintStream out) {
            try {
                Process process =
                        new ProcessBuilder(words).redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() == 0) {
                    return true;
                }
                out.println("failed: " + said.strip());
            } catch (IOException e) {
                out.println("failed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
    }
}
