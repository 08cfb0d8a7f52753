package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Entity;
import dev.seawall.server.vault.core.IdentityStore;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names entities log in by. */
final class AliasPaths {
    private final Core core;
    private final IdentityStore store;

    AliasPaths(Core core) {
        this.core = core;
        this.store = core.identity();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("entity-alias").fields(fields()).onWrite(this::write),
                Endpoint.at("entity-alias/id/?")
                        .on(
                                Operation.LIST,
                                (request, fields) -> VaultResponse.keys(store.all().stream()
                                        .flatMap(entity -> entity.aliases().stream())
                                        .map(Entity.Alias::id)
                                        .sorted()
                                        .toList())),
                Endpoint.at("entity-alias/id/{id}")
                        .fields(fields())
                        .on(Operation.READ, this::read)
                        .onWrite(this::write)
                        .on(Operation.DELETE, this::delete));
    }

    private static List<Field> fields() {
        return List.of(
                Field.string("id"),
                Field.string("name"),
                Field.string("mount_accessor"),
                Field.string("canonical_id"),
                Field.string("entity_id"),
                Field.pairs("custom_metadata"));
    }

    static Map<String, Object> brief(Entity.Alias alias) {
        return Map.of("id", alias.id(), "mount_accessor", alias.mountAccessor(), "name", alias.name());
    }

    static Map<String, @Nullable Object> view(Core core, Entity entity, Entity.Alias alias) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        Optional<MountEntry> mount = core.mounts().byAccessor(alias.mountAccessor());
        view.put("canonical_id", entity.id());
        view.put("creation_time", alias.created());
        view.put("custom_metadata", alias.customMetadata().isEmpty() ? null : alias.customMetadata());
        view.put("id", alias.id());
        view.put("last_update_time", alias.updated());
        view.put("local", false);
        view.put("merged_from_canonical_ids", null);
        view.put("metadata", alias.metadata().isEmpty() ? null : alias.metadata());
        view.put("mount_accessor", alias.mountAccessor());
        view.put("mount_path", mount.map(MountEntry::route).orElse(""));
        view.put("mount_type", mount.map(MountEntry::type).orElse(""));
        view.put("name", alias.name());
        return view;
    }

    private Optional<Entity.Alias> alias(Entity entity, String id) {
        return entity.aliases().stream().filter(alias -> alias.id().equals(id)).findFirst();
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        String id = fields.string("id");
        return store.byAliasId(id)
                .flatMap(entity -> alias(entity, id).map(alias -> VaultResponse.of(view(core, entity, alias))))
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        String id = fields.string("id");
        store.byAliasId(id)
                .ifPresent(entity -> store.put(entity.withAliases(
                        entity.aliases().stream()
                                .filter(alias -> !alias.id().equals(id))
                                .toList(),
                        store.now())));
        return VaultResponse.NOTHING;
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        String accessor = fields.string("mount_accessor");
        VaultException.refuseIf(
                name.isEmpty() || accessor.isEmpty(), "'id' or 'mount_accessor' and 'name' must be provided");
        VaultException.refuseIf(
                core.mounts().byAccessor(accessor).isEmpty(), "invalid mount accessor \"" + accessor + "\"");
        String canonical =
                fields.string("canonical_id").isEmpty() ? fields.string("entity_id") : fields.string("canonical_id");
        Optional<Entity> before = store.byAlias(accessor, name);
        Entity entity = canonical.isEmpty()
                ? before.orElseGet(() -> store.login(accessor, name, Map.of()))
                : store.find(canonical).orElseThrow(() -> VaultException.refused("invalid canonical ID"));
        Entity.Alias alias = put(entity, before, name, fields);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("canonical_id", entity.id());
        data.put("id", alias.id());
        return VaultResponse.of(data);
    }

    private Entity.Alias put(Entity entity, Optional<Entity> before, String name, FieldValues fields) {
        String accessor = fields.string("mount_accessor");
        Entity.Alias alias = entity.aliases().stream()
                .filter(known ->
                        known.mountAccessor().equals(accessor) && known.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Entity.Alias(
                        store.newId(),
                        name,
                        accessor,
                        Map.of(),
                        fields.pairs("custom_metadata"),
                        store.now(),
                        store.now()));
        before.filter(other -> !other.id().equals(entity.id()))
                .ifPresent(other -> store.put(other.withAliases(
                        other.aliases().stream()
                                .filter(a -> !(a.mountAccessor().equals(accessor)
                                        && a.name().equals(name)))
                                .toList(),
                        store.now())));
        List<Entity.Alias> aliases = new ArrayList<>(entity.aliases());
        aliases.removeIf(known -> known.id().equals(alias.id()));
        aliases.add(alias);
        store.put(entity.withAliases(aliases, store.now()));
        return alias;
    }
}
