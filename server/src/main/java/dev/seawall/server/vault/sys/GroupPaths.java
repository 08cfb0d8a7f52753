package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
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

/** Groups of entities. */
final class GroupPaths {
    private final Core core;
    private final IdentityStore store;

    GroupPaths(Core core) {
        this.core = core;
        this.store = core.identity();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("group").fields(fields()).onWrite(this::write),
                Endpoint.at("group/id/?")
                        .on(
                                Operation.LIST,
                                (request, fields) -> VaultResponse.keys(store.allGroups().stream()
                                        .map(Group::id)
                                        .toList())),
                Endpoint.at("group/name/?")
                        .on(
                                Operation.LIST,
                                (request, fields) -> VaultResponse.keys(store.allGroups().stream()
                                        .map(Group::name)
                                        .sorted()
                                        .toList())),
                one("group/id/{id}", true),
                one("group/name/{name+}", false),
                Endpoint.at("lookup/group/?")
                        .fields(Field.string("id"), Field.string("name"))
                        .onWrite((request, fields) ->
                                read(find(fields, !fields.string("id").isEmpty()))));
    }

    private static List<Field> fields() {
        return List.of(
                Field.string("id"),
                Field.string("name"),
                Field.string("type"),
                Field.pairs("metadata"),
                Field.commas("policies"),
                Field.commas("member_entity_ids"),
                Field.commas("member_group_ids"));
    }

    private Endpoint one(String template, boolean byId) {
        return Endpoint.at(template)
                .fields(fields())
                .on(Operation.READ, (request, fields) -> read(find(fields, byId)))
                .onWrite(this::write)
                .on(Operation.DELETE, (request, fields) -> {
                    find(fields, byId).ifPresent(group -> store.deleteGroup(group.id()));
                    return VaultResponse.NOTHING;
                });
    }

    private Optional<Group> find(FieldValues fields, boolean byId) {
        return byId ? store.group(fields.string("id")) : store.groupNamed(fields.string("name"));
    }

    private static VaultResponse read(Optional<Group> group) {
        return group.map(found -> VaultResponse.of(view(found))).orElse(VaultResponse.NOTHING);
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String id = fields.string("id");
        Optional<Group> known = id.isEmpty() ? store.groupNamed(fields.string("name")) : store.group(id);
        VaultException.refuseIf(!id.isEmpty() && known.isEmpty(), "group not found");
        Group old = known.orElseGet(() -> new Group(
                store.newId(),
                "group_" + core.ids().hex(4),
                "internal",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                store.now(),
                store.now()));
        Group changed = new Group(
                old.id(),
                fields.string("name").isEmpty() ? old.name() : fields.string("name"),
                fields.string("type").isEmpty() ? old.type() : fields.string("type"),
                fields.has("metadata") ? fields.pairs("metadata") : old.metadata(),
                fields.has("policies") ? TokenTerms.policyNames(fields.strings("policies")) : old.policies(),
                fields.has("member_entity_ids") ? fields.strings("member_entity_ids") : old.entityIds(),
                fields.has("member_group_ids") ? fields.strings("member_group_ids") : old.groupIds(),
                old.created(),
                store.now());
        store.putGroup(changed);
        return known.isPresent()
                ? VaultResponse.NOTHING
                : VaultResponse.of(Map.of("id", changed.id(), "name", changed.name()));
    }

    private static Map<String, @Nullable Object> view(Group group) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("alias", Map.of());
        view.put("creation_time", group.created());
        view.put("id", group.id());
        view.put("last_update_time", group.updated());
        view.put("member_entity_ids", group.entityIds());
        view.put("member_group_ids", group.groupIds().isEmpty() ? null : group.groupIds());
        view.put("metadata", group.metadata().isEmpty() ? null : group.metadata());
        view.put("modify_index", 1);
        view.put("name", group.name());
        view.put("namespace_id", "root");
        view.put("parent_group_ids", null);
        view.put("policies", group.policies().isEmpty() ? null : group.policies());
        view.put("type", group.type());
        return view;
    }
}
