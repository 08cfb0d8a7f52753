package dev.seawall.server.vault;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a vault is opened.
 *
 * @param folder its own folder in the home
 * @param keyFile the key a vault opens itself with
 * @param anchor a file outside the home that remembers the last commit
 * @param acceptRollback take the storage as it is, for once
 * @param dev in memory, initialized and open
 */
public record VaultOptions(Path folder, Path keyFile, Optional<Path> anchor, boolean acceptRollback, boolean dev) {}
