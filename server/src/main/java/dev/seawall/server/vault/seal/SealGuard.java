package dev.seawall.server.vault.seal;

import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.wire.RandomIds;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Seals and unseals the barrier, and counts the shares that come in. */
public final class SealGuard {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String CONFIG = "core/seal-config";
    private static final String RECOVERY_CONFIG = "core/recovery-config";
    private static final String ROOT = "core/root";
    private static final String RECOVERY = "core/recovery-key";

    private final Barrier barrier;
    private final RandomIds ids;
    private final Optional<KeyFile> keyFile;
    private final List<byte[]> progress = new ArrayList<>();
    private String nonce = "";

    /**
     * A guard.
     *
     * @param keyFile where the key lies with which a vault opens itself
     */
    public SealGuard(Barrier barrier, RandomIds ids, Optional<KeyFile> keyFile) {
        this.barrier = barrier;
        this.ids = ids;
        this.keyFile = keyFile;
    }

    /** Whether there is a vault. */
    public boolean isInitialized() {
        return barrier.isInitialized();
    }

    /** How the vault is sealed. */
    public Optional<SealConfig> config() {
        return barrier.getPlain(CONFIG).map(bytes -> MAPPER.readValue(bytes, SealConfig.class));
    }

    /** How many recovery shares there are, for a vault that opens itself. */
    public Optional<SealConfig> recoveryConfig() {
        return barrier.getPlain(RECOVERY_CONFIG).map(bytes -> MAPPER.readValue(bytes, SealConfig.class));
    }

    /** Makes a vault sealed by shares, and gives them. The barrier is open afterwards. */
    public synchronized List<byte[]> initialize(int shares, int threshold) throws GeneralSecurityException {
        byte[] key = ids.bytes(32);
        List<byte[]> made = begin(new KeySeal("shamir", key, ids.source()), new SealConfig("shamir", shares, threshold))
                ? split(key, shares, threshold)
                : List.of();
        Arrays.fill(key, (byte) 0);
        return made;
    }

    /** Makes a vault that opens itself by its key file, and gives recovery shares. The barrier is open afterwards. */
    public synchronized List<byte[]> initializeByKeyFile(int shares, int threshold) throws GeneralSecurityException {
        begin(fileSeal(), new SealConfig("static", 1, 1));
        byte[] recovery = ids.bytes(32);
        KeySeal seal = new KeySeal("recovery", recovery, ids.source());
        barrier.putPlain(RECOVERY, seal.wrap(barrier.rootCopy()));
        barrier.putPlain(RECOVERY_CONFIG, MAPPER.writeValueAsBytes(new SealConfig("shamir", shares, threshold)));
        return split(recovery, shares, threshold);
    }

    private KeySeal fileSeal() throws GeneralSecurityException {
        KeyFile file =
                keyFile.orElseThrow(() -> new GeneralSecurityException("this vault has no place for a key file"));
        return new KeySeal("static", file.readOrMake(ids.source()), ids.source());
    }

    private boolean begin(Seal seal, SealConfig config) throws GeneralSecurityException {
        byte[] root = ids.bytes(32);
        barrier.initialize(root);
        barrier.putPlain(ROOT, seal.wrap(root));
        barrier.putPlain(CONFIG, MAPPER.writeValueAsBytes(config));
        barrier.unseal(root);
        Arrays.fill(root, (byte) 0);
        return true;
    }

    private List<byte[]> split(byte[] key, int shares, int threshold) {
        return threshold == 1 && shares == 1
                ? List.of(key.clone())
                : Shamir.split(ids.source(), key, shares, threshold);
    }

    /**
     * Opens a vault that opens itself; does nothing for another.
     *
     * @throws GeneralSecurityException when the key file is not the one of this vault
     */
    public synchronized boolean openByKeyFile() throws GeneralSecurityException {
        if (!barrier.isSealed() || config().filter(SealConfig::opensItself).isEmpty()) {
            return false;
        }
        barrier.unseal(fileSeal().unwrap(wrappedRoot(ROOT)));
        return true;
    }

    private byte[] wrappedRoot(String key) throws GeneralSecurityException {
        return barrier.getPlain(key).orElseThrow(() -> new GeneralSecurityException("the root key is missing"));
    }

    /**
     * Takes one share. True when it was the last one needed and the barrier is open.
     *
     * @throws GeneralSecurityException when the shares are not those of this vault; they are all forgotten
     */
    public synchronized boolean unseal(byte[] share) throws GeneralSecurityException {
        SealConfig config = recoveryConfig().or(this::config).orElseThrow();
        if (nonce.isEmpty()) {
            nonce = ids.uuid();
        }
        if (progress.stream().noneMatch(known -> MessageDigest.isEqual(known, share))) {
            progress.add(share.clone());
        }
        if (progress.size() < config.threshold()) {
            return false;
        }
        List<byte[]> shares = List.copyOf(progress);
        resetProgress();
        byte[] key = combine(shares);
        String wrapped = recoveryConfig().isPresent() ? RECOVERY : ROOT;
        barrier.unseal(new KeySeal("shamir", key, ids.source()).unwrap(wrappedRoot(wrapped)));
        return true;
    }

    /** Whether these shares are those of the vault. */
    public boolean isAuthentic(List<byte[]> shares) {
        String wrapped = recoveryConfig().isPresent() ? RECOVERY : ROOT;
        try {
            new KeySeal("shamir", combine(shares), ids.source()).unwrap(wrappedRoot(wrapped));
            return true;
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    private static byte[] combine(List<byte[]> shares) throws GeneralSecurityException {
        int length = shares.getFirst().length;
        if (shares.size() == 1 && length == 32) {
            return shares.getFirst();
        }
        if (length != 33 || shares.stream().anyMatch(share -> share.length != length)) {
            throw new GeneralSecurityException("shares must all be 33 bytes");
        }
        if (shares.stream().map(share -> share[32]).distinct().count() != shares.size()) {
            throw new GeneralSecurityException("duplicate part detected");
        }
        return Shamir.combine(shares);
    }

    /** Gives new shares for the same vault, and makes the old ones useless. */
    public synchronized List<byte[]> rekey(int shares, int threshold) throws GeneralSecurityException {
        byte[] key = ids.bytes(32);
        boolean recovery = recoveryConfig().isPresent();
        byte[] wrapped = new KeySeal("shamir", key, ids.source()).wrap(barrier.rootCopy());
        barrier.putPlain(recovery ? RECOVERY : ROOT, wrapped);
        barrier.putPlain(
                recovery ? RECOVERY_CONFIG : CONFIG,
                MAPPER.writeValueAsBytes(new SealConfig("shamir", shares, threshold)));
        return split(key, shares, threshold);
    }

    /** How many shares came in so far. */
    public synchronized int progress() {
        return progress.size();
    }

    /** Names the attempt under way; empty for none. */
    public synchronized String nonce() {
        return nonce;
    }

    /** Forgets the shares that came in. */
    public synchronized void resetProgress() {
        progress.clear();
        nonce = "";
    }
}
