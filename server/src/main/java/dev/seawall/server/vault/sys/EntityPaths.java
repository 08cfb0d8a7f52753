package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Entity;
import dev.seawall.server.vault.core.Group;
import dev.seawall.server.vault.core.IdentityStore;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entities: made, changed, found, listed, removed. */
final class EntityPaths {
    private final Core core;
    private final IdentityStore store;

    EntityPaths(Core core) {
        this.core = core;
        this.store = core.identity();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("entity").fields(fields()).onWrite(this::write),
                Endpoint.at("entity/id/?").on(Operation.LIST, (request, fields) -> list(true)),
                Endpoint.at("entity/name/?").on(Operation.LIST, (request, fields) -> list(false)),
                one("entity/id/{id}", true),
                one("entity/name/{name+}", false),
                Endpoint.at("lookup/entity/?")
                        .fields(
                                Field.string("name"),
                                Field.string("id"),
                                Field.string("alias_id"),
                                Field.string("alias_name"),
                                Field.string("alias_mount_accessor"))
                        .onWrite(this::lookup));
    }

    private static List<Field> fields() {
        return List.of(
                Field.string("id"),
                Field.string("name"),
                Field.pairs("metadata"),
                Field.commas("policies"),
                Field.flag("disabled"));
    }

    private Endpoint one(String template, boolean byId) {
        return Endpoint.at(template)
                .fields(fields())
                .on(Operation.READ, (request, fields) -> find(fields, byId)
                        .map(entity -> VaultResponse.of(view(entity)))
                        .orElse(VaultResponse.NOTHING))
                .onWrite(this::write)
                .on(Operation.DELETE, (request, fields) -> {
                    find(fields, byId).ifPresent(store::delete);
                    return VaultResponse.NOTHING;
                });
    }

    private Optional<Entity> find(FieldValues fields, boolean byId) {
        return byId ? store.find(fields.string("id")) : store.named(fields.string("name"));
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String id = fields.string("id");
        Optional<Entity> known = id.isEmpty() ? store.named(fields.string("name")) : store.find(id);
        VaultException.refuseIf(!id.isEmpty() && known.isEmpty(), "no entity found from id");
        Entity old = known.orElseGet(() -> new Entity(
                store.newId(),
                "entity_" + core.ids().hex(4),
                Map.of(),
                List.of(),
                false,
                store.now(),
                store.now(),
                List.of()));
        Entity changed = new Entity(
                old.id(),
                fields.string("name").isEmpty() ? old.name() : fields.string("name"),
                fields.has("metadata") ? fields.pairs("metadata") : old.metadata(),
                fields.has("policies") ? TokenTerms.policyNames(fields.strings("policies")) : old.policies(),
                fields.flagOr("disabled", old.disabled()),
                old.created(),
                store.now(),
                old.aliases());
        store.put(changed);
        if (known.isPresent()) {
            return VaultResponse.NOTHING;
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("aliases", null);
        data.put("id", changed.id());
        data.put("name", changed.name());
        return VaultResponse.of(data);
    }

    private VaultResponse list(boolean byId) {
        Map<String, Object> info = new LinkedHashMap<>();
        List<Entity> all = store.all();
        all.forEach(entity -> {
            Map<String, Object> brief = new LinkedHashMap<>();
            brief.put("name", entity.name());
            brief.put(
                    "aliases", entity.aliases().stream().map(AliasPaths::brief).toList());
            info.put(byId ? entity.id() : entity.name(), brief);
        });
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "keys",
                all.stream()
                        .map(entity -> byId ? entity.id() : entity.name())
                        .sorted()
                        .toList());
        if (byId) {
            data.put("key_info", info);
        }
        return VaultResponse.of(data);
    }

    private VaultResponse lookup(VaultRequest request, FieldValues fields) {
        Optional<Entity> found = !fields.string("id").isEmpty()
                ? store.find(fields.string("id"))
                : !fields.string("name").isEmpty()
                        ? store.named(fields.string("name"))
                        : !fields.string("alias_id").isEmpty()
                                ? store.byAliasId(fields.string("alias_id"))
                                : byAlias(fields);
        return found.map(entity -> VaultResponse.of(view(entity))).orElse(VaultResponse.NOTHING);
    }

    private Optional<Entity> byAlias(FieldValues fields) {
        if (fields.string("alias_name").isEmpty()
                || fields.string("alias_mount_accessor").isEmpty()) {
            throw VaultException.refused("one of 'id', 'name', 'alias_id' or a combination of both 'alias_name' and"
                    + " 'alias_mount_accessor' must be supplied");
        }
        return store.byAlias(fields.string("alias_mount_accessor"), fields.string("alias_name"));
    }

    private Map<String, @Nullable Object> view(Entity entity) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        List<String> direct = store.allGroups().stream()
                .filter(group -> group.entityIds().contains(entity.id()))
                .map(Group::id)
                .toList();
        List<String> all = store.groupsOf(entity.id()).stream().map(Group::id).toList();
        view.put(
                "aliases",
                entity.aliases().stream()
                        .map(alias -> AliasPaths.view(core, entity, alias))
                        .toList());
        view.put("creation_time", entity.created());
        view.put("direct_group_ids", direct);
        view.put("disabled", entity.disabled());
        view.put("group_ids", all);
        view.put("id", entity.id());
        view.put(
                "inherited_group_ids",
                all.stream().filter(id -> !direct.contains(id)).toList());
        view.put("last_update_time", entity.updated());
        view.put("merged_entity_ids", null);
        view.put("metadata", entity.metadata().isEmpty() ? null : entity.metadata());
        view.put("name", entity.name());
        view.put("namespace_id", "root");
        view.put("policies", entity.policies());
        return view;
    }
}
