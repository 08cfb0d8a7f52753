package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.VaultClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the vault is and by which token it is asked. The token is never an argument. */
final class VaultFlags {
    @Option(
            names = {"--server", "--address"},
            paramLabel = "URL",
            description = "The vault (default: VAULT_ADDR, else https://127.0.0.1:8200)")
    private @Nullable String server;

    @Option(names = "--ca-cert", paramLabel = "FILE", description = "Trust this authority (default: VAULT_CACERT)")
    private @Nullable Path caCert;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token (default: VAULT_TOKEN, else .vault-token in your home)")
    private @Nullable Path tokenFile;

    VaultClient client() {
        String given = server != null ? server : System.getenv("VAULT_ADDR");
        String address = given == null ? "https://127.0.0.1:8200" : given;
        String ca = System.getenv("VAULT_CACERT");
        Path trusted = caCert != null ? caCert : ca == null ? null : Path.of(ca);
        return new VaultClient(address.replaceAll("/+$", ""), token(), Optional.ofNullable(trusted));
    }

    private String token() {
        String environment = System.getenv("VAULT_TOKEN");
        if (tokenFile == null && environment != null && !environment.isBlank()) {
            return environment.strip();
        }
        Path file = tokenFile != null ? tokenFile : Path.of(System.getProperty("user.home"), ".vault-token");
        try {
            return Files.exists(file) || tokenFile != null
                    ? Files.readString(file).strip()
                    : "";
        } catch (IOException unreadable) {
            throw new SeawallException(
                    "read the token in " + file,
                    "" + unreadable.getMessage(),
                    "Name a file that holds a token",
                    unreadable);
        }
    }
}
