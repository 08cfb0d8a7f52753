package dev.seawall.server.vault.seal;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A file of 32 random bytes that only its owner may read. It must not lie in the same backup as the vault. */
public final class KeyFile {
    private static final int SIZE = 32;
    private final Path path;

    /** The key file at a path, whether it is there or not. */
    public KeyFile(Path path) {
        this.path = path;
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** The key, made on first use. */
    public byte[] readOrMake(SecureRandom random) {
        try {
            if (!exists()) {
                make(random);
            }
            byte[] key = Files.readAllBytes(path);
            if (key.length != SIZE) {
                throw new SeawallException(
                        "read the vault's key file " + path,
                        "it has " + key.length + " bytes and not 32",
                        "Put the file back from where you keep it");
            }
            return key;
        } catch (IOException unreadable) {
            throw new SeawallException(
                    "read the vault's key file " + path,
                    String.valueOf(unreadable.getMessage()),
                    "Make it readable for the user that runs Seawall",
                    unreadable);
        }
    }

    private void make(SecureRandom random) throws IOException {
        byte[] key = new byte[SIZE];
        random.nextBytes(key);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(path, key, StandardOpenOption.SYNC);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
    }
}
