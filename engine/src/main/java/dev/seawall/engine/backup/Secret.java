package dev.seawall.engine.backup;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a secret is kept. It reaches restic through the environment, never through a command line. */
public sealed interface Secret {
    /** The first line of a file. */
    record InFile(Path file) implements Secret {}

    /** A variable of Seawall's own environment. */
    record InEnvironment(String name) implements Secret {}

    /** What a program prints, such as a vault's client. */
    record FromCommand(List<String> command) implements Secret {
        public FromCommand {
            command = List.copyOf(command);
        }
    }

    /**
     * The secret itself.
     *
     * @throws SeawallException where it is missing or empty
     */
    default String reveal(Map<String, String> environment) {
        String text =
                switch (this) {
                    case InFile in -> read(in.file());
                    case InEnvironment in -> environment.getOrDefault(in.name(), "");
                    case FromCommand from -> printed(from.command());
                };
        String line = text.lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new SeawallException("read the secret " + this, "it is empty", "Mend the plan or the secret");
        }
        return line;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SeawallException(
                    "read the key file " + file, "it is missing or unreadable", "Create it with mode 600", e);
        }
    }

    private static String printed(List<String> command) {
        Program.Result result = Program.run(command, Map.of(), line -> {});
        if (result.exit() != 0) {
            throw new SeawallException(
                    "read a secret from " + command.getFirst(),
                    "it exits " + result.exit() + ": " + result.errors(),
                    "Mend the command in the plan");
        }
        return result.output();
    }
}
