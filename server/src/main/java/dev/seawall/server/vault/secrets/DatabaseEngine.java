package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.LeaseTerms;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.RandomIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users of a database that live as long as a lease. */
public final class DatabaseEngine implements Backend {
    private static final String PLUGIN = "postgresql-database-plugin";

    private final Entries configs;
    private final Entries roles;
    private final RandomIds ids;
    private final Clock clock;
    private final Databases databases;
    private final List<Endpoint> endpoints;

    /** How a database is reached; the password never leaves again. */
    private record Config(
            String plugin,
            String url,
            String username,
            String password,
            List<String> allowedRoles,
            List<String> rotation) {
        Config {
            allowedRoles = List.copyOf(allowedRoles);
            rotation = List.copyOf(rotation);
        }

        Databases.Login login() {
            return new Databases.Login(url, username, password);
        }
    }

    private record Role(
            String database,
            List<String> creation,
            List<String> revocation,
            List<String> renewal,
            long ttl,
            long maxTtl) {
        Role {
            creation = List.copyOf(creation);
            revocation = List.copyOf(revocation);
            renewal = List.copyOf(renewal);
        }
    }

    private static final List<Field> CONFIG_FIELDS = List.of(
            Field.string("plugin_name"),
            Field.string("connection_url"),
            Field.string("username"),
            Field.string("password"),
            Field.commas("allowed_roles"),
            Field.flag("verify_connection", true),
            Field.strings("root_rotation_statements"),
            Field.string("password_policy"),
            Field.integer("max_open_connections"),
            Field.integer("max_idle_connections"),
            Field.string("max_connection_lifetime"),
            Field.string("username_template"));

    private static final List<Field> ROLE_FIELDS = List.of(
            Field.string("db_name"),
            Field.strings("creation_statements"),
            Field.strings("revocation_statements"),
            Field.strings("rollback_statements"),
            Field.strings("renew_statements"),
            Field.duration("default_ttl"),
            Field.duration("max_ttl"),
            Field.string("credential_type", "password"),
            Field.map("credential_config"));

    /**
     * A mount over its folder.
     *
     * @param databases runs statements there
     */
    public DatabaseEngine(Entries entries, RandomIds ids, Clock clock, Databases databases) {
        this.configs = entries.below("config/");
        this.roles = entries.below("role/");
        this.ids = ids;
        this.clock = clock;
        this.databases = databases;
        this.endpoints = List.of(
                Endpoint.at("config/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(configs.list())),
                Endpoint.at("config/{name}")
                        .fields(CONFIG_FIELDS)
                        .on(Operation.READ, this::readConfig)
                        .onWrite(this::configure)
                        .on(Operation.DELETE, (request, fields) -> {
                            configs.delete(fields.string("name"));
                            return VaultResponse.NOTHING;
                        }),
                Endpoint.at("reset/{name}").onWrite((request, fields) -> VaultResponse.NOTHING),
                Endpoint.at("rotate-root/{name}").onWrite(this::rotateRoot),
                Endpoint.at("roles/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(roles.list())),
                Endpoint.at("roles/{name}")
                        .fields(ROLE_FIELDS)
                        .on(Operation.READ, this::readRole)
                        .onWrite(this::writeRole)
                        .on(Operation.DELETE, (request, fields) -> {
                            roles.delete(fields.string("name"));
                            return VaultResponse.NOTHING;
                        }),
                Endpoint.at("creds/{name}").on(Operation.READ, this::give));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private Config config(String name) {
        return configs.read(name, Config.class)
                .orElseThrow(
                        () -> VaultException.broken("failed to find entry for connection with name: \"" + name + "\""));
    }

    private VaultResponse configure(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        Optional<Config> old = configs.read(name, Config.class);
        String plugin = fields.stringOr("plugin_name", old.map(Config::plugin).orElse(""));
        VaultException.refuseIf(plugin.isEmpty(), "empty plugin name");
        VaultException.refuseIf(
                !plugin.equals(PLUGIN), "error creating database object: plugin not found in the catalog: " + plugin);
        Config config = new Config(
                plugin,
                fields.stringOr("connection_url", old.map(Config::url).orElse("")),
                fields.stringOr("username", old.map(Config::username).orElse("")),
                fields.stringOr("password", old.map(Config::password).orElse("")),
                fields.has("allowed_roles")
                        ? fields.strings("allowed_roles")
                        : old.map(Config::allowedRoles).orElse(List.of()),
                fields.strings("root_rotation_statements"));
        VaultException.refuseIf(
                config.url().isEmpty(), "error creating database object: connection_url cannot be empty");
        if (fields.flag("verify_connection")) {
            try {
                databases.run(config.login(), List.of());
            } catch (Databases.FailedException failed) {
                throw VaultException.refused(
                        "error creating database object: error verifying connection: " + failed.getMessage());
            }
        }
        configs.write(name, config);
        return VaultResponse.NOTHING;
    }

    private VaultResponse readConfig(VaultRequest request, FieldValues fields) {
        return configs.read(fields.string("name"), Config.class)
                .map(config -> {
                    Map<String, Object> details = new LinkedHashMap<>();
                    details.put("connection_url", config.url());
                    details.put("username", config.username());
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("allowed_roles", config.allowedRoles());
                    view.put("connection_details", details);
                    view.put("password_policy", "");
                    view.put("plugin_name", config.plugin());
                    view.put("plugin_version", "");
                    view.put("root_credentials_rotate_statements", config.rotation());
                    return VaultResponse.of(view);
                })
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse writeRole(VaultRequest request, FieldValues fields) {
        Optional<Role> old = roles.read(fields.string("name"), Role.class);
        String database = fields.stringOr("db_name", old.map(Role::database).orElse(""));
        VaultException.refuseIf(database.isEmpty(), "database name is required");
        List<String> creation = fields.has("creation_statements")
                ? fields.strings("creation_statements")
                : old.map(Role::creation).orElse(List.of());
        VaultException.refuseIf(creation.isEmpty(), "creation_statements are required");
        long ttl = fields.secondsOr("default_ttl", old.map(Role::ttl).orElse(0L));
        long max = fields.secondsOr("max_ttl", old.map(Role::maxTtl).orElse(0L));
        VaultException.refuseIf(max != 0 && ttl > max, "default_ttl must be less than or equal to max_ttl");
        roles.write(
                fields.string("name"),
                new Role(
                        database,
                        creation,
                        fields.has("revocation_statements")
                                ? fields.strings("revocation_statements")
                                : old.map(Role::revocation).orElse(List.of()),
                        fields.has("renew_statements")
                                ? fields.strings("renew_statements")
                                : old.map(Role::renewal).orElse(List.of()),
                        ttl,
                        max));
        return VaultResponse.NOTHING;
    }

    private VaultResponse readRole(VaultRequest request, FieldValues fields) {
        return roles.read(fields.string("name"), Role.class)
                .map(role -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("creation_statements", role.creation());
                    view.put("credential_type", "password");
                    view.put("db_name", role.database());
                    view.put("default_ttl", role.ttl());
                    view.put("max_ttl", role.maxTtl());
                    view.put("renew_statements", role.renewal());
                    view.put("revocation_statements", role.revocation());
                    view.put("rollback_statements", List.of());
                    return VaultResponse.of(view);
                })
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse give(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        Role role = roles.read(name, Role.class).orElseThrow(() -> VaultException.refused("unknown role: " + name));
        Config config = config(role.database());
        boolean allowed =
                config.allowedRoles().contains("*") || config.allowedRoles().contains(name);
        if (!allowed) {
            throw VaultException.listed(500, "\"" + name + "\" is not an allowed role");
        }
        long ttl = role.ttl() == 0 ? request.requireMount().defaultTtl().toSeconds() : role.ttl();
        String username = ("v-" + cut(request.requireCaller().displayName(), 8) + "-" + cut(name, 8) + "-"
                + ids.base62(20) + "-" + clock.instant().getEpochSecond());
        String password = ids.base62(11) + "-" + ids.base62(8);
        Instant until = clock.instant().plusSeconds(ttl);
        try {
            databases.run(config.login(), filled(role.creation(), username, password, until));
        } catch (Databases.FailedException failed) {
            throw VaultException.broken("failed to create user: " + failed.getMessage());
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("password", password);
        data.put("username", username);
        Map<String, Object> internal = Map.of("username", username, "role", name, "database", role.database());
        return VaultResponse.of(data)
                .leased(new LeaseTerms(Duration.ofSeconds(ttl), Duration.ofSeconds(role.maxTtl()), true, internal));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static List<String> filled(List<String> statements, String username, String password, Instant until) {
        String time = until.toString().replace('T', ' ').replaceAll("(\\.\\d+)?Z$", "+0000");
        return statements.stream()
                .flatMap(text -> java.util.Arrays.stream(text.split(";(?=(?:[^']*'[^']*')*[^']*$)")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.replace("{{name}}", username)
                        .replace("{{username}}", username)
                        .replace("{{password}}", password)
                        .replace("{{expiration}}", time))
                .toList();
    }

    @Override
    public void revoke(VaultRequest request, Map<String, Object> internal) {
        String username = String.valueOf(internal.get("username"));
        Config config = config(String.valueOf(internal.get("database")));
        Optional<Role> role = roles.read(String.valueOf(internal.get("role")), Role.class);
        List<String> own = role.map(Role::revocation).orElse(List.of());
        try {
            if (own.isEmpty()) {
                databases.drop(config.login(), username);
            } else {
                databases.run(config.login(), filled(own, username, "", clock.instant()));
            }
        } catch (Databases.FailedException failed) {
            throw VaultException.broken("failed to revoke lease: " + failed.getMessage());
        }
    }

    @Override
    public LeaseTerms renew(VaultRequest request, LeaseTerms old) {
        String username = String.valueOf(old.internal().get("username"));
        Config config = config(String.valueOf(old.internal().get("database")));
        Instant until = clock.instant().plus(old.ttl());
        try {
            databases.run(
                    config.login(),
                    filled(List.of("ALTER ROLE \"{{name}}\" VALID UNTIL '{{expiration}}'"), username, "", until));
        } catch (Databases.FailedException failed) {
            throw VaultException.broken("failed to renew: " + failed.getMessage());
        }
        return old;
    }

    private VaultResponse rotateRoot(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        Config config = config(name);
        String password = ids.base62(24);
        try {
            databases.run(
                    config.login(),
                    filled(
                            List.of("ALTER ROLE \"{{name}}\" WITH PASSWORD '{{password}}'"),
                            config.username(),
                            password,
                            clock.instant()));
        } catch (Databases.FailedException failed) {
            throw VaultException.broken("failed to update user: " + failed.getMessage());
        }
        configs.write(
                name,
                new Config(
                        config.plugin(),
                        config.url(),
                        config.username(),
                        password,
                        config.allowedRoles(),
                        config.rotation()));
        return VaultResponse.NOTHING;
    }
}
