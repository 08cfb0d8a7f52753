package dev.seawall.server.registry.access;

import dev.seawall.engine.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Accounts from the configuration file, with passwords in clear or as bcrypt hashes of an htpasswd file. */
public final class ConfiguredCallers implements Callers {
    private static final String BCRYPT = "\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}";
    private static final int MOST_VERIFIED = 1_000;

    private final Map<String, Account> accounts;
    private final GuessBrake brake;
    private final Map<String, String> verified = new ConcurrentHashMap<>();

    /**
     * One account.
     *
     * @param secret a bcrypt hash, or the password itself
     */
    public record Account(String name, String secret, Set<String> groups) {
        /** Copies the groups. */
        public Account {
            groups = Set.copyOf(groups);
        }

        boolean hashed() {
            return secret.matches(BCRYPT);
        }

        String stamp() {
            return Digest.sha256(secret.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
        }

        Caller caller() {
            return new Caller(name, groups, stamp(), true, (action, repository) -> false);
        }
    }

    /** @param accounts by name */
    public ConfiguredCallers(Map<String, Account> accounts, Clock clock) {
        this.accounts = Map.copyOf(accounts);
        this.brake = new GuessBrake(clock);
    }

    @Override
    public Caller login(String name, String secret, String address) throws RefusedException {
        if (!brake.mayTry(address) || !brake.mayTry("user " + name)) {
            throw new RefusedException(
                    RefusedException.Kind.PACE, "there were too many wrong passwords, try again in a minute");
        }
        Account account = accounts.get(name);
        if (account == null || !holds(account, secret)) {
            brake.failed(address);
            brake.failed("user " + name);
            throw new RefusedException(RefusedException.Kind.WHO, "the name or the password is wrong");
        }
        return account.caller();
    }

    private boolean holds(Account account, String secret) {
        if (!account.hashed()) {
            return MessageDigest.isEqual(digest(account.secret()), digest(secret));
        }
        String proof = Digest.sha256((account.secret() + "\n" + secret).getBytes(StandardCharsets.UTF_8))
                .hex();
        if (proof.equals(verified.get(account.name()))) {
            return true;
        }
        boolean right = secret.length() <= 72 && OpenBSDBCrypt.checkPassword(account.secret(), secret.toCharArray());
        if (right && verified.size() < MOST_VERIFIED) {
            verified.put(account.name(), proof);
        }
        return right;
    }

    private static byte[] digest(String text) {
        return Digest.newSha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Caller> named(String name) {
        return Optional.ofNullable(accounts.get(name)).map(Account::caller);
    }

    @Override
    public boolean any() {
        return !accounts.isEmpty();
    }
}
