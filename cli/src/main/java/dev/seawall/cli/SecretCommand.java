package dev.seawall.cli;

import dev.seawall.engine.audit.AuditChain;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall secret …}: a client of the vault, whichever program speaks its API. */
@Command(
        name = "secret",
        mixinStandardHelpOptions = true,
        description = "Read and write secrets, ask who can, verify the audit log.",
        subcommands = SecretCommand.Audit.class)
final class SecretCommand extends CommandGroup {
    @Command(name = "get", description = "Print a secret as JSON, or one field as it is")
    int get(
            @Mixin VaultFlags vault,
            @Parameters(paramLabel = "PATH") String path,
            @Option(names = "--field", paramLabel = "NAME", description = "Only the value of this key") String field) {
        JsonNode data = vault.client().read(path);
        if (field == null) {
            System.out.println(data.toPrettyString());
            return 0;
        }
        JsonNode value = data.path(field);
        if (value.isMissingNode()) {
            throw new SeawallException(
                    "read the field " + field + " of " + path,
                    "there is none",
                    "Look at the names with secret get " + path);
        }
        System.out.println(value.isString() ? value.asString() : value.toString());
        return 0;
    }

    @Command(
            name = "put",
            description = {
                "Write a secret. A value is never an argument, for every user of a machine sees those:",
                "NAME=@FILE takes a file, NAME=- standard input, and - alone a JSON object from standard input."
            })
    int put(
            @Mixin VaultFlags vault,
            @Parameters(index = "0", paramLabel = "PATH") String path,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=@FILE") List<String> values) {
        vault.client().write(path, SecretValues.read(values, System.in));
        return 0;
    }

    @Command(name = "list", description = "Print the names below a path")
    int list(@Mixin VaultFlags vault, @Parameters(paramLabel = "PATH") String path) {
        vault.client().list(path).forEach(System.out::println);
        return 0;
    }

    @Command(name = "delete", description = "Delete a secret; its older versions stay until they are destroyed")
    int delete(@Mixin VaultFlags vault, @Parameters(paramLabel = "PATH") String path) {
        vault.client().delete(path);
        return 0;
    }

    @Command(name = "who-can", description = "Print which policies, people and tokens reach a path, and for what")
    int whoCan(@Mixin VaultFlags vault, @Parameters(paramLabel = "PATH") String path) {
        JsonNode data = vault.client().post("sys/internal/who-can", Map.of("path", path));
        System.out.println(data.toPrettyString());
        return 0;
    }

    @Command(name = "rotate", description = "Make a new encryption key for everything written from now on")
    int rotate(@Mixin VaultFlags vault) {
        vault.client().post("sys/rotate", Map.of());
        return 0;
    }

    @Command(
            name = "status",
            description = "Print whether the vault is initialized and sealed; exit 1 where it is sealed")
    int status(@Mixin VaultFlags vault) {
        JsonNode status = vault.client().status();
        System.out.println(status.toPrettyString());
        return status.path("sealed").asBoolean() ? 1 : 0;
    }

    /** {@code seawall secret audit verify FILE}. */
    @Command(name = "audit", mixinStandardHelpOptions = true, description = "The vault's audit log.")
    static final class Audit extends CommandGroup {
        @Command(name = "verify", description = "Recompute the hash chain; exit 1 where a line was changed or removed")
        int verify(@Parameters(paramLabel = "FILE") Path log) {
            try {
                AuditChain.Verdict verdict = AuditChain.verify(log);
                System.out.println(
                        verdict.problem().orElse("the chain is whole") + " (" + verdict.lines() + " good lines)");
                return verdict.problem().isPresent() ? 1 : 0;
            } catch (IOException unreadable) {
                throw new SeawallException(
                        "verify " + log,
                        "" + unreadable.getMessage(),
                        "Name the audit.log in the vault's folder",
                        unreadable);
            }
        }
    }
}
