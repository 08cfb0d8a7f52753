package dev.seawall.server.vault.core;

import dev.seawall.server.vault.policy.Subject;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.Macs;
import dev.seawall.server.vault.wire.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Who people and machines are, across login methods. */
public final class IdentityStore {
    private final Entries entities;
    private final Entries names;
    private final Entries aliases;
    private final Entries groups;
    private final RandomIds ids;
    private final Clock clock;
    private final Map<String, Group> groupCache = new ConcurrentHashMap<>();

    /** The identities of a barrier. */
    public IdentityStore(Barrier barrier, RandomIds ids, Clock clock) {
        Entries all = new Entries(barrier, "identity/");
        this.entities = all.below("entity/");
        this.names = all.below("name/");
        this.aliases = all.below("alias/");
        this.groups = all.below("group/");
        this.ids = ids;
        this.clock = clock;
    }

    /** Reads the groups. */
    public void load() {
        groupCache.clear();
        groups.list().forEach(id -> groups.read(id, Group.class).ifPresent(group -> groupCache.put(id, group)));
    }

    /** The time now, as it is shown. */
    public String now() {
        return clock.instant().toString();
    }

    /** A new identifier. */
    public String newId() {
        return ids.uuid();
    }

    private static String key(String text) {
        return java.util.HexFormat.of()
                .formatHex(Macs.digest("SHA-256", text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
    }

    /** An entity. */
    public Optional<Entity> find(String id) {
        return id.isEmpty() || id.contains("/") ? Optional.empty() : entities.read(id, Entity.class);
    }

    /** An entity by its name. */
    public Optional<Entity> named(String name) {
        return names.bytes(key(name)).flatMap(id -> find(new String(id, StandardCharsets.UTF_8)));
    }

    /** The entity that logs in by this name at this mount. */
    public Optional<Entity> byAlias(String mountAccessor, String name) {
        return aliases.bytes(key(mountAccessor + "|" + name))
                .flatMap(id -> find(new String(id, StandardCharsets.UTF_8)));
    }

    /** The entity of an alias' identifier. */
    public Optional<Entity> byAliasId(String aliasId) {
        return all().stream()
                .filter(entity ->
                        entity.aliases().stream().anyMatch(alias -> alias.id().equals(aliasId)))
                .findFirst();
    }

    /** The entity that logs in by this name, made when it is new. */
    public Entity login(String mountAccessor, String name, Map<String, String> metadata) {
        Optional<Entity> known = byAlias(mountAccessor, name);
        if (known.isPresent()) {
            return known.get();
        }
        Entity.Alias alias = new Entity.Alias(newId(), name, mountAccessor, Map.of(), Map.of(), now(), now());
        Entity made =
                new Entity(newId(), "entity_" + ids.hex(4), Map.of(), List.of(), false, now(), now(), List.of(alias));
        put(made);
        return made;
    }

    /** Stores an entity and what finds it. */
    public void put(Entity entity) {
        find(entity.id()).ifPresent(this::unlink);
        entities.write(entity.id(), entity);
        byte[] id = entity.id().getBytes(StandardCharsets.UTF_8);
        names.putBytes(key(entity.name()), id);
        entity.aliases().forEach(alias -> aliases.putBytes(key(alias.mountAccessor() + "|" + alias.name()), id));
    }

    private void unlink(Entity entity) {
        names.delete(key(entity.name()));
        entity.aliases().forEach(alias -> aliases.delete(key(alias.mountAccessor() + "|" + alias.name())));
    }

    /** Removes an entity. */
    public void delete(Entity entity) {
        unlink(entity);
        entities.delete(entity.id());
    }

    /** Every entity. */
    public List<Entity> all() {
        return entities.list().stream().flatMap(id -> find(id).stream()).toList();
    }

    /** A group. */
    public Optional<Group> group(String id) {
        return Optional.ofNullable(groupCache.get(id));
    }

    /** A group by its name. */
    public Optional<Group> groupNamed(String name) {
        return groupCache.values().stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    /** Every group, by identifier. */
    public List<Group> allGroups() {
        return new java.util.TreeMap<>(groupCache).values().stream().toList();
    }

    /** Stores a group. */
    public void putGroup(Group group) {
        groups.write(group.id(), group);
        groupCache.put(group.id(), group);
    }

    /** Removes a group. */
    public void deleteGroup(String id) {
        groups.delete(id);
        groupCache.remove(id);
    }

    /** The groups an entity is in, directly or through groups. */
    public List<Group> groupsOf(String entityId) {
        Set<String> found = new TreeSet<>();
        groupCache.values().stream()
                .filter(group -> group.entityIds().contains(entityId))
                .forEach(group -> found.add(group.id()));
        boolean grew = !found.isEmpty();
        while (grew) {
            grew = false;
            for (Group group : groupCache.values()) {
                grew |= group.groupIds().stream().anyMatch(found::contains) && found.add(group.id());
            }
        }
        return found.stream().flatMap(id -> group(id).stream()).toList();
    }

    /** The policies somebody has beside those of the token, sorted. */
    public List<String> policies(String entityId) {
        if (entityId.isEmpty()) {
            return List.of();
        }
        Set<String> policies = new TreeSet<>();
        find(entityId).ifPresent(entity -> policies.addAll(entity.policies()));
        groupsOf(entityId).forEach(group -> policies.addAll(group.policies()));
        return new ArrayList<>(policies);
    }

    /** Whom a policy's paths may ask about. */
    public Subject subject(String entityId) {
        Optional<Entity> entity = find(entityId);
        return entity.isEmpty() ? Subject.NOBODY : question -> answer(entity.get(), question);
    }

    private Optional<String> answer(Entity entity, String question) {
        if (question.startsWith("identity.groups.")) {
            return groupAnswer(entity, question.substring("identity.groups.".length()));
        }
        if (!question.startsWith("identity.entity.")) {
            return Optional.empty();
        }
        String what = question.substring("identity.entity.".length());
        if (what.startsWith("metadata.")) {
            return Optional.ofNullable(entity.metadata().get(what.substring("metadata.".length())));
        }
        if (what.startsWith("aliases.")) {
            return aliasAnswer(entity, what.substring("aliases.".length()));
        }
        return switch (what) {
            case "id" -> Optional.of(entity.id());
            case "name" -> Optional.of(entity.name());
            default -> Optional.empty();
        };
    }

    private static Optional<String> aliasAnswer(Entity entity, String question) {
        int dot = question.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String what = question.substring(dot + 1);
        return entity.aliases().stream()
                .filter(alias -> alias.mountAccessor().equals(question.substring(0, dot)))
                .findFirst()
                .flatMap(alias -> switch (what) {
                    case "id" -> Optional.of(alias.id());
                    case "name" -> Optional.of(alias.name());
                    default ->
                        what.startsWith("metadata.")
                                ? Optional.ofNullable(alias.metadata().get(what.substring("metadata.".length())))
                                : what.startsWith("custom_metadata.")
                                        ? Optional.ofNullable(
                                                alias.customMetadata().get(what.substring("custom_metadata.".length())))
                                        : Optional.empty();
                });
    }

    private Optional<String> groupAnswer(Entity entity, String question) {
        int first = question.indexOf('.');
        int last = question.lastIndexOf('.');
        if (first < 0 || last <= first) {
            return Optional.empty();
        }
        String key = question.substring(first + 1, last);
        boolean byId = question.startsWith("ids.");
        return groupsOf(entity.id()).stream()
                .filter(group -> (byId ? group.id() : group.name()).equals(key))
                .findFirst()
                .map(group -> question.endsWith(".id") ? group.id() : group.name());
    }
}
