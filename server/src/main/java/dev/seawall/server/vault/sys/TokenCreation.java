package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.AuthView;
import dev.seawall.server.vault.core.Callers;
import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Entity;
import dev.seawall.server.vault.core.Lending;
import dev.seawall.server.vault.policy.Stars;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.StoredToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes tokens for callers: what they may ask depends on their own policies, on sudo, and on a role. */
final class TokenCreation {
    private final Core core;
    private final TokenRoles roles;

    TokenCreation(Core core, TokenRoles roles) {
        this.core = core;
        this.roles = roles;
    }

    List<Endpoint> endpoints() {
        return List.of(
                endpoint("create-orphan/?", (request, fields) -> create(request, fields, Optional.empty(), true)),
                endpoint("create/{role_name}", this::createByRole),
                endpoint("create/?", (request, fields) -> create(request, fields, Optional.empty(), false)));
    }

    private static Endpoint endpoint(String template, Endpoint.Action action) {
        return Endpoint.at(template)
                .fields(
                        Field.string("id"),
                        Field.strings("policies"),
                        Field.pairs("meta"),
                        Field.flag("no_parent"),
                        Field.flag("no_default_policy"),
                        Field.flag("renewable", true),
                        Field.string("ttl"),
                        Field.string("lease"),
                        Field.string("type"),
                        Field.string("explicit_max_ttl"),
                        Field.string("display_name"),
                        Field.integer("num_uses"),
                        Field.string("period"),
                        Field.string("entity_alias"))
                .onWrite(action);
    }

    private VaultResponse createByRole(VaultRequest request, FieldValues fields) {
        String name = fields.string("role_name");
        TokenRole role = roles.find(name).orElseThrow(() -> VaultException.refused("unknown role " + name));
        return create(request, fields, Optional.of(role), false);
    }

    /** What the token will be, as it is worked out. */
    private record Draft(
            TokenEntry parent, boolean sudo, Optional<TokenRole> role, FieldValues fields, List<String> warnings) {
        long span(String name) {
            return dev.seawall.server.vault.wire.Spans.parse(fields.string(name))
                    .map(java.time.Duration::toSeconds)
                    .orElseThrow(
                            () -> VaultException.refused("time: invalid duration \"" + fields.string(name) + "\""));
        }
    }

    private VaultResponse create(
            VaultRequest request, FieldValues fields, Optional<TokenRole> role, boolean orphanPath) {
        TokenEntry parent = request.requireCaller();
        VaultException.refuseIf(parent.isBatch(), "batch tokens cannot create more tokens");
        VaultException.refuseIf(parent.uses() > 0, "restricted use token cannot generate child tokens");
        Draft draft = new Draft(parent, Callers.hasSudo(core, request), role, fields, new ArrayList<>());
        String type = type(draft);
        boolean orphan = orphan(draft, orphanPath);
        List<String> policies = policies(draft, orphanPath);
        Terms terms = terms(draft, request.requireMount(), policies);
        boolean batch = type.equals(TokenEntry.BATCH);
        checkBatch(draft, batch, terms);
        TokenEntry entry = new TokenEntry(
                batch ? "" : id(draft),
                batch ? "" : core.lending().tokens().newAccessor(),
                orphan ? "" : parent.id(),
                policies,
                path(draft, orphanPath),
                fields.pairs("meta"),
                displayName(fields),
                fields.integer("num_uses") == 0
                        ? role.map(r -> r.terms().uses()).orElse(0)
                        : fields.integer("num_uses"),
                core.lending().tokens().now(),
                terms.seconds(),
                terms.terms().explicitMaxTtl(),
                terms.terms().period(),
                role.map(TokenRole::name).orElse(""),
                type,
                entity(draft),
                role.map(r -> r.terms().boundCidrs()).orElse(List.of()),
                Map.of(),
                !batch && terms.seconds() > 0 && renewable(draft),
                orphan);
        return answer(draft, core.lending().issue(entry, terms.seconds()), terms);
    }

    private VaultResponse answer(Draft draft, StoredToken stored, Terms terms) {
        TokenEntry entry = stored.entry();
        Map<String, String> meta = entry.meta();
        VaultResponse response = VaultResponse.NOTHING.withAuth(AuthView.of(
                entry,
                terms.seconds(),
                core.identity().policies(entry.entityId()),
                meta.isEmpty() ? null : new LinkedHashMap<>(meta)));
        for (String warning : draft.warnings()) {
            response = response.warn(warning);
        }
        for (String policy : entry.policies()) {
            if (!core.policies().has(policy)) {
                response = response.warn("Policy \"" + policy + "\" does not exist");
            }
        }
        return response;
    }

    private static String type(Draft draft) {
        String asked = draft.fields().string("type");
        String byRole = draft.role().map(role -> role.terms().type()).orElse("default-service");
        VaultException.refuseIf(
                !asked.isEmpty() && !asked.equals("service") && !asked.equals("batch"), "invalid 'token_type' value");
        return switch (byRole) {
            case "service", "batch" -> byRole;
            case "default-batch" -> asked.isEmpty() ? TokenEntry.BATCH : asked;
            default -> asked.isEmpty() ? TokenEntry.SERVICE : asked;
        };
    }

    private static boolean orphan(Draft draft, boolean orphanPath) {
        if (draft.role().isPresent()) {
            return draft.role().get().orphan() || (draft.fields().flag("no_parent") && draft.sudo());
        }
        VaultException.refuseIf(
                draft.fields().flag("no_parent") && !draft.sudo() && !orphanPath,
                "root or sudo privileges required to create orphan token");
        return orphanPath || draft.fields().flag("no_parent");
    }

    private String id(Draft draft) {
        String asked = draft.fields().string("id");
        if (asked.isEmpty()) {
            return core.lending().tokens().newToken();
        }
        VaultException.refuseIf(!draft.sudo(), "root or sudo privileges required to specify token id");
        for (String prefix : List.of("s.", "hvs.")) {
            VaultException.refuseIf(
                    asked.startsWith(prefix), "custom token ID cannot have the '" + prefix + "' prefix");
        }
        VaultException.refuseIf(asked.contains("."), "custom token ID cannot have a '.' in the value");
        VaultException.refuseIf(
                core.lending().tokens().find(asked).isPresent(), "cannot create a token with a duplicate ID");
        return asked;
    }

    private List<String> policies(Draft draft, boolean orphanPath) {
        List<String> asked = TokenTerms.policyNames(draft.fields().strings("policies"));
        boolean noDefault = draft.fields().flag("no_default_policy")
                || draft.role().map(role -> role.terms().noDefaultPolicy()).orElse(false);
        List<String> policies =
                draft.role().isPresent() && restricts(draft.role().get())
                        ? byRole(draft, asked, noDefault)
                        : freely(draft, asked, noDefault, orphanPath);
        VaultException.refuseIf(
                policies.contains("root") && !draft.parent().isRoot(),
                "root tokens may not be created without parent token being root");
        return policies;
    }

    private static boolean restricts(TokenRole role) {
        return !role.allowed().isEmpty()
                || !role.disallowed().isEmpty()
                || !role.allowedGlob().isEmpty()
                || !role.disallowedGlob().isEmpty();
    }

    private List<String> byRole(Draft draft, List<String> asked, boolean noDefault) {
        TokenRole role = draft.role().orElseThrow();
        boolean allows = !role.allowed().isEmpty() || !role.allowedGlob().isEmpty();
        List<String> wanted = !asked.isEmpty()
                ? asked
                : role.allowed().isEmpty() && !allows ? draft.parent().policies() : role.allowed();
        TreeSet<String> policies = new TreeSet<>(wanted);
        if (!noDefault && !role.disallowed().contains("default")) {
            policies.add("default");
        }
        for (String policy : policies) {
            boolean allowed = !allows
                    || policy.equals("default")
                    || role.allowed().contains(policy)
                    || role.allowedGlob().stream().anyMatch(glob -> Stars.match(glob, policy));
            VaultException.refuseIf(
                    !allowed,
                    "token policies (" + quoted(policies) + ") must be subset of the role's allowed policies ("
                            + quoted(withDefault(role.allowed(), policies.contains("default"))) + ") or glob policies ("
                            + quoted(role.allowedGlob()) + ")");
            boolean disallowed = role.disallowed().contains(policy)
                    || role.disallowedGlob().stream().anyMatch(glob -> Stars.match(glob, policy));
            VaultException.refuseIf(disallowed, "token policy \"" + policy + "\" is disallowed by this role");
        }
        return new ArrayList<>(policies);
    }

    private static Iterable<String> withDefault(List<String> names, boolean add) {
        TreeSet<String> all = new TreeSet<>(names);
        if (add) {
            all.add("default");
        }
        return all;
    }

    private static String quoted(Iterable<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("\"" + name + "\""));
        return "[" + String.join(" ", quoted) + "]";
    }

    private List<String> freely(Draft draft, List<String> asked, boolean noDefault, boolean orphanPath) {
        List<String> parents = draft.parent().policies();
        if (asked.isEmpty()) {
            TreeSet<String> same = new TreeSet<>(parents);
            if (noDefault) {
                same.remove("default");
            }
            return new ArrayList<>(same);
        }
        boolean anything = draft.sudo() || draft.parent().isRoot();
        TreeSet<String> policies = new TreeSet<>(asked);
        VaultException.refuseIf(
                !anything && !core.allPolicies(draft.parent()).containsAll(without(policies, "default")),
                "child policies must be subset of parent");
        boolean addDefault = !noDefault
                && !policies.contains("root")
                && (anything
                        || orphanPath
                        || parents.contains("default")
                        || draft.role().isPresent());
        if (addDefault) {
            policies.add("default");
        }
        return new ArrayList<>(policies);
    }

    private static List<String> without(TreeSet<String> names, String name) {
        return names.stream().filter(other -> !other.equals(name)).toList();
    }

    private record Terms(TokenTerms terms, long seconds) {}

    private Terms terms(Draft draft, MountEntry mount, List<String> policies) {
        FieldValues fields = draft.fields();
        long ttl = fields.string("ttl").isEmpty() ? draft.span("lease") : draft.span("ttl");
        VaultException.refuseIf(ttl < 0, "ttl must be positive");
        VaultException.refuseIf(fields.integer("num_uses") < 0, "number of uses cannot be negative");
        long period = draft.span("period");
        VaultException.refuseIf(period < 0, "period must be positive");
        VaultException.refuseIf(
                period > 0 && !draft.sudo(), "root or sudo privileges required to create periodic token");
        long explicit = explicitMax(draft, mount);
        long rolePeriod = draft.role().map(role -> role.terms().period()).orElse(0L);
        long effective = rolePeriod > 0 && (period == 0 || rolePeriod < period) ? rolePeriod : period;
        TokenTerms terms = spans(ttl, explicit, effective, policies);
        boolean forEver = policies.contains("root") && ttl == 0 && effective == 0 && explicit == 0;
        VaultException.refuseIf(
                policies.contains("root") && draft.parent().ttl() != 0 && forEver,
                "expiring root tokens cannot create non-expiring root tokens");
        long now = core.lending().tokens().now();
        long seconds = forEver ? 0 : Lending.lifetime(mount, terms, 0, now, now);
        draft.warnings().addAll(forEver ? List.of() : Lending.warnings(mount, terms, 0, now, now));
        return new Terms(spans(ttl, explicit, period, policies), seconds);
    }

    private static TokenTerms spans(long ttl, long explicit, long period, List<String> policies) {
        return new TokenTerms(ttl, 0, explicit, period, 0, "service", policies, false, List.of());
    }

    private static long explicitMax(Draft draft, MountEntry mount) {
        long asked = draft.span("explicit_max_ttl");
        VaultException.refuseIf(asked < 0, "explicit_max_ttl must be positive");
        long byRole = draft.role().map(role -> role.terms().explicitMaxTtl()).orElse(0L);
        if (byRole > 0 && asked > 0) {
            draft.warnings()
                    .add("Explicit max TTL specified both during creation call and in role; using the lesser value of "
                            + Math.min(asked, byRole)
                            + " seconds");
            return Math.min(asked, byRole);
        }
        long explicit = Math.max(asked, byRole);
        if (explicit > mount.maxTtl().toSeconds()) {
            return mount.maxTtl().toSeconds();
        }
        return explicit;
    }

    private static boolean renewable(Draft draft) {
        return draft.fields().flag("renewable")
                && draft.role().map(TokenRole::renewable).orElse(true);
    }

    private static void checkBatch(Draft draft, boolean batch, Terms terms) {
        if (!batch) {
            return;
        }
        String problem = terms.terms().period() > 0
                ? "batch tokens cannot have \"period\" set"
                : draft.fields().integer("num_uses") > 0
                        ? "batch tokens cannot have \"num_uses\" set"
                        : !draft.fields().string("explicit_max_ttl").isEmpty()
                                        && terms.terms().explicitMaxTtl() > 0
                                ? "batch tokens cannot have \"explicit_max_ttl\" set"
                                : terms.terms().policies().contains("root") ? "batch tokens cannot be root tokens" : "";
        VaultException.refuseIf(!problem.isEmpty(), problem);
    }

    private static String path(Draft draft, boolean orphanPath) {
        if (draft.role().isEmpty()) {
            return orphanPath ? "auth/token/create-orphan" : "auth/token/create";
        }
        TokenRole role = draft.role().get();
        return "auth/token/create/" + role.name() + (role.pathSuffix().isEmpty() ? "" : "/" + role.pathSuffix());
    }

    private static String displayName(FieldValues fields) {
        String asked = fields.string("display_name");
        if (asked.isEmpty()) {
            return "token";
        }
        String clean = ("token-" + asked).replaceAll("[^a-zA-Z0-9-]", "-");
        return clean.endsWith("-") ? clean.substring(0, clean.length() - 1) : clean;
    }

    private String entity(Draft draft) {
        String alias = draft.fields().string("entity_alias").toLowerCase(Locale.ROOT);
        if (alias.isEmpty()) {
            return draft.parent().entityId();
        }
        TokenRole role = draft.role()
                .orElseThrow(
                        () -> VaultException.refused("'entity_alias' is only allowed in combination with token role"));
        VaultException.refuseIf(
                role.entityAliases().stream().noneMatch(glob -> Stars.match(glob, alias)),
                "invalid 'entity_alias' value");
        String accessor =
                core.mounts().at("auth/token/").map(MountEntry::accessor).orElse("");
        @Nullable Entity entity = core.identity().login(accessor, alias, Map.of());
        return entity.id();
    }
}
