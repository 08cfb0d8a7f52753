package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;

/** Keys named on the command line, and the passwords of those that are encrypted. */
final class KeyFiles {
    private static final List<String> PASSWORDS = List.of("SEAWALL_KEY_PASSWORD", "COSIGN_PASSWORD");
    private static final int MAX_BYTES = 8 << 20;

    private KeyFiles() {}

    /** A public key, or the public half of a private one. */
    static PublicKey open(Path file) throws TrustException {
        byte[] content = bytes(file);
        return KeyFile.isPrivate(content) ? secret(file).getPublic() : Keys.pem(content);
    }

    static KeyPair secret(Path file) throws TrustException {
        byte[] content = bytes(file);
        boolean locked = new String(content, StandardCharsets.ISO_8859_1).contains("BEGIN ENCRYPTED");
        return KeyFile.read(content, locked ? password("Password of " + file + ": ") : new byte[0]);
    }

    /** From the environment, else asked for on the terminal, else empty. */
    static byte[] password(String question) {
        for (String variable : PASSWORDS) {
            String value = System.getenv(variable);
            if (value != null) {
                return value.getBytes(StandardCharsets.UTF_8);
            }
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return new byte[0];
        }
        char[] typed = console.readPassword("%s", question);
        return typed == null ? new byte[0] : new String(typed).getBytes(StandardCharsets.UTF_8);
    }

    /** A small file; what cannot be read ends the command with exit code 2. */
    static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SeawallException("read " + file, "it is over 8 MiB", "Name the right file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SeawallException("read " + file, "it cannot be opened: " + e, "Name a readable file", e);
        }
    }
}
