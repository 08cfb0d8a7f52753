package dev.seawall.engine.backup;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known here about a plan's backups: {@code last-success} and {@code last-drill} as host audit reads them, and
 * one dated proof per drill below {@code proof}.
 */
final class BackupState {
    private final Path folder;

    BackupState(SeawallHome home) {
        this.folder = home.data().resolve("backup");
    }

    /** Runs alone: a second backup or drill of the same plan is refused meanwhile. */
    FileChannel lock(BackupPlan plan) {
        Path file = folder.resolve("lock-" + plan.name());
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new SeawallException(
                        "start with the plan " + plan.name(), "another run of it is not done", "Wait for its end");
            }
            return channel;
        } catch (IOException e) {
            throw new SeawallException("lock " + file, "" + e.getMessage(), "Let SEAWALL_HOME be writable", e);
        }
    }

    /** Remembers a success of this sort, {@code success} or {@code drill}. */
    void succeeded(String sort, BackupPlan plan, Instant when, String snapshot) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("plan", plan.name()).put("time", when.toString()).put("snapshot", snapshot);
        write(folder.resolve("last-" + sort), node);
        write(folder.resolve("last-" + sort + "-" + plan.name()), node);
    }

    /** When this sort last succeeded for a plan. */
    Optional<Instant> last(String sort, BackupPlan plan) {
        try {
            byte[] content = Files.readAllBytes(folder.resolve("last-" + sort + "-" + plan.name()));
            return Optional.of(Instant.parse(Json.parse(content).path("time").asString("")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Writes the dated proof of a drill, whether it passed or not. */
    Path prove(BackupPlan plan, Instant when, String snapshot, Results results) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("plan", plan.name()).put("time", when.toString()).put("snapshot", snapshot);
        node.put("passed", results.passed());
        ArrayNode checks = node.putArray("checks");
        for (CheckResult each : results.checks()) {
            checks.addObject()
                    .put("id", each.id())
                    .put("outcome", each.outcome().label())
                    .put("evidence", each.evidence());
        }
        String stamp = when.toString().replaceAll("\\..*|Z$", "").replace(":", "") + "Z";
        Path file = folder.resolve("proof").resolve(plan.name() + "-" + stamp + ".json");
        write(file, node);
        return file;
    }

    private static void write(Path file, ObjectNode node) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, Json.mapper().writeValueAsString(node) + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SeawallException("write " + file, "" + e.getMessage(), "Let SEAWALL_HOME be writable", e);
        }
    }
}
