package dev.seawall.engine.backup;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The restic program with one repository and its key, both handed over in the environment. */
final class Restic {
    private final String program;
    private final BackupPlan plan;
    private final Map<String, String> environment;

    private Restic(String program, BackupPlan plan, Map<String, String> environment) {
        this.program = program;
        this.plan = plan;
        this.environment = environment;
    }

    /** One snapshot of a plan. */
    record Snapshot(String id, Instant time, List<String> paths) {
        String shortId() {
            return id.substring(0, Math.min(8, id.length()));
        }
    }

    /** Finds restic and the secrets of a plan. */
    static Restic open(BackupPlan plan, SeawallHome home) {
        String program = Program.onPath("restic")
                .orElseThrow(() -> new SeawallException(
                        "back up with restic",
                        "there is no program restic on the PATH",
                        "Install the package restic (apt install restic, dnf install restic, apk add restic)"))
                .toString();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("RESTIC_PASSWORD_FILE", "");
        environment.put("RESTIC_PASSWORD_COMMAND", "");
        environment.put("RESTIC_REPOSITORY_FILE", "");
        environment.put("RESTIC_KEY_HINT", "");
        environment.put("RESTIC_REPOSITORY", plan.repository());
        environment.put("RESTIC_CACHE_DIR", home.cache().resolve("restic").toString());
        plan.environment().forEach((name, secret) -> environment.put(name, secret.reveal(System.getenv())));
        environment.put("RESTIC_PASSWORD", plan.key().reveal(System.getenv()));
        return new Restic(program, plan, environment);
    }

    Program.Result run(String... arguments) {
        return run(List.of(arguments), line -> {});
    }

    Program.Result run(List<String> arguments, Consumer<String> lines) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        return Program.run(command, environment, lines);
    }

    /** As {@link #run}, where anything but exit code 0 ends the command. */
    Program.Result need(String tried, String... arguments) {
        Program.Result result = run(arguments);
        if (result.exit() != 0) {
            throw failure(tried, result);
        }
        return result;
    }

    SeawallException failure(String tried, Program.Result result) {
        String said = result.errors().isEmpty() ? result.output() : result.errors();
        String remedy = said.contains("wrong password")
                ? "Name the key this repository was made with under 'key' in " + plan.file()
                : said.contains("unable to open config file")
                        ? "Mend 'repository' in " + plan.file() + ", or make it with seawall host backup --init"
                        : "Mend it and run the command again";
        return new SeawallException(
                tried + " with the repository " + shown(), "restic says: " + firstLine(said), remedy);
    }

    /** The repository without a password in its address. */
    String shown() {
        return plan.repository().replaceAll("(://[^:/@]*):[^@/]*@", "$1:***@");
    }

    private static String firstLine(String said) {
        return said.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("nothing")
                .replaceFirst("^Fatal: ", "");
    }

    void requireRepository() {
        need("open the backups", "cat", "config", "--no-lock");
    }

    boolean hasRepository() {
        Program.Result result = run("cat", "config", "--no-lock");
        if (result.exit() != 0 && !result.errors().contains("unable to open config file")) {
            throw failure("open the backups", result);
        }
        return result.exit() == 0;
    }

    /** This plan's snapshots, oldest first. */
    List<Snapshot> snapshots() {
        String output = need("list the snapshots", "snapshots", "--json", "--no-lock", "--tag", plan.tag())
                .output();
        List<Snapshot> all = new ArrayList<>();
        try {
            for (JsonNode each : Json.parse(output.getBytes(StandardCharsets.UTF_8))) {
                all.add(snapshot(each));
            }
        } catch (IOException | DateTimeParseException e) {
            throw new SeawallException(
                    "list the snapshots of " + shown(), "restic prints no JSON: " + e.getMessage(), "Update restic", e);
        }
        all.sort(Comparator.comparing(Snapshot::time));
        return all;
    }

    private static Snapshot snapshot(JsonNode node) {
        List<String> paths = new ArrayList<>();
        node.path("paths").forEach(path -> paths.add(path.asString("")));
        Instant time = OffsetDateTime.parse(node.path("time").asString("")).toInstant();
        return new Snapshot(node.path("id").asString(""), time, paths);
    }

    /** The newest snapshot for {@code latest}, else the one whose id starts so. */
    Snapshot snapshot(String name) {
        List<Snapshot> all = snapshots();
        return all.reversed().stream()
                .filter(each -> name.equals("latest")
                        || (name.length() >= 4 && each.id().startsWith(name)))
                .findFirst()
                .orElseThrow(() -> new SeawallException(
                        "find the snapshot " + name + " of the plan " + plan.name(),
                        "the repository " + shown() + " holds " + all.size() + " snapshots of it and not that one",
                        "Name latest or an id that seawall host backup --status lists"));
    }
}
