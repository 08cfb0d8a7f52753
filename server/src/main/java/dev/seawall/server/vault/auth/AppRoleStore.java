package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.Macs;
import dev.seawall.server.vault.wire.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Roles by name and by identifier, secret identifiers by a keyed hash of themselves and by their accessors. */
final class AppRoleStore {
    private final Entries roles;
    private final Entries byId;
    private final Entries secrets;
    private final Entries accessors;
    private final RandomIds ids;
    private final Clock clock;
    private final byte[] salt;

    AppRoleStore(Entries entries, RandomIds ids, Clock clock) {
        this.roles = entries.below("role/");
        this.byId = entries.below("role-id/");
        this.secrets = entries.below("secret-id/");
        this.accessors = entries.below("accessor/");
        this.ids = ids;
        this.clock = clock;
        this.salt = entries.bytes("salt").orElseGet(() -> {
            byte[] made = ids.bytes(32);
            entries.putBytes("salt", made);
            return made;
        });
    }

    String now() {
        return clock.instant().toString();
    }

    long seconds() {
        return clock.instant().getEpochSecond();
    }

    RandomIds ids() {
        return ids;
    }

    String hash(String text) {
        return Macs.hex(salt, text);
    }

    Optional<AppRoleEntry> role(String name) {
        return roles.read(name.toLowerCase(Locale.ROOT), AppRoleEntry.class);
    }

    Optional<AppRoleEntry> byRoleId(String id) {
        return byId.bytes(hash(id)).flatMap(name -> role(new String(name, StandardCharsets.UTF_8)));
    }

    List<String> names() {
        return roles.list();
    }

    void put(AppRoleEntry role) {
        role(role.name()).ifPresent(old -> byId.delete(hash(old.roleId())));
        roles.write(role.name(), role);
        byId.putBytes(hash(role.roleId()), role.name().getBytes(StandardCharsets.UTF_8));
    }

    void delete(AppRoleEntry role) {
        byId.delete(hash(role.roleId()));
        secretsOf(role).forEach(secret -> removeSecret(role, secret));
        roles.delete(role.name());
    }

    private Entries of(AppRoleEntry role) {
        return secrets.below(HexFormat.of().formatHex(role.name().getBytes(StandardCharsets.UTF_8)) + "/");
    }

    Optional<SecretIdEntry> secret(AppRoleEntry role, String secretId) {
        return of(role).read(hash(secretId), SecretIdEntry.class)
                .filter(secret -> secret.expires() == 0 || secret.expires() > seconds());
    }

    Optional<SecretIdEntry> byAccessor(AppRoleEntry role, String accessor) {
        return accessor.contains("/")
                ? Optional.empty()
                : accessors
                        .bytes(accessor)
                        .flatMap(hash -> of(role).read(new String(hash, StandardCharsets.UTF_8), SecretIdEntry.class))
                        .filter(secret -> secret.expires() == 0 || secret.expires() > seconds());
    }

    List<SecretIdEntry> secretsOf(AppRoleEntry role) {
        return of(role).list().stream()
                .flatMap(hash -> of(role).read(hash, SecretIdEntry.class).stream())
                .toList();
    }

    void putSecret(AppRoleEntry role, SecretIdEntry secret) {
        of(role).write(secret.hash(), secret);
        accessors.putBytes(secret.accessor(), secret.hash().getBytes(StandardCharsets.UTF_8));
    }

    void removeSecret(AppRoleEntry role, SecretIdEntry secret) {
        of(role).delete(secret.hash());
        accessors.delete(secret.accessor());
    }
}
