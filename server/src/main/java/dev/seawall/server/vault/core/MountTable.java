package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is mounted where, kept in the barrier. */
public final class MountTable {
    private final Barrier barrier;
    private final Entries entries;
    private final Map<String, BackendMaker> makers = new TreeMap<>();
    private final Map<String, Backend> builtIn = new TreeMap<>();
    private final ConcurrentSkipListMap<String, Mounted> byRoute = new ConcurrentSkipListMap<>();

    /** A table over a barrier. */
    public MountTable(Barrier barrier) {
        this.barrier = barrier;
        this.entries = new Entries(barrier, "core/mounts/");
    }

    /** Makes a kind of backend known, by kind and type, for example "secret/kv". */
    public void register(String kindAndType, BackendMaker maker) {
        makers.put(kindAndType, maker);
    }

    /** A backend that is always there, by its route. */
    public void builtIn(String route, Backend backend) {
        builtIn.put(route, backend);
    }

    /** Whether such a backend can be mounted. */
    public boolean knows(String kind, String type) {
        return makers.containsKey(kind + "/" + type);
    }

    /** The types that can be mounted, of one kind. */
    public List<String> types(String kind) {
        return makers.keySet().stream()
                .filter(name -> name.startsWith(kind + "/"))
                .map(name -> name.substring(kind.length() + 1))
                .toList();
    }

    /** Reads the table. */
    public void load() {
        byRoute.clear();
        for (String key : entries.list()) {
            entries.read(key, MountEntry.class).ifPresent(entry -> byRoute.put(entry.route(), mounted(entry)));
        }
    }

    /** Forgets the table, which stays in the barrier. */
    public void unload() {
        byRoute.clear();
    }

    private Mounted mounted(MountEntry entry) {
        Backend always = builtIn.get(entry.route());
        if (always != null) {
            return new Mounted(entry, always);
        }
        BackendMaker maker = makers.get(entry.kind() + "/" + entry.type());
        if (maker == null) {
            throw new IllegalStateException("no backend of type " + entry.type());
        }
        return new Mounted(entry, maker.make(entry, folder(entry)));
    }

    private Entries folder(MountEntry entry) {
        return new Entries(barrier, (entry.kind().equals("auth") ? "auth/" : "logical/") + entry.uuid() + "/");
    }

    /** Mounts, or replaces what tuning changed. */
    public void put(MountEntry entry) {
        entries.write(entry.uuid(), entry);
        Mounted known = byRoute.get(entry.route());
        if (known != null
                && known.entry().uuid().equals(entry.uuid())
                && known.entry().options().equals(entry.options())) {
            byRoute.put(entry.route(), new Mounted(entry, known.backend()));
            return;
        }
        byRoute.put(entry.route(), mounted(entry));
    }

    /** Unmounts, and removes everything the mount kept. */
    public void remove(MountEntry entry) {
        byRoute.remove(entry.route());
        folder(entry).clear();
        entries.delete(entry.uuid());
    }

    /** Moves a mount. */
    public void move(MountEntry entry, String newPath) {
        Mounted mounted = byRoute.remove(entry.route());
        MountEntry moved = entry.at(newPath);
        entries.write(moved.uuid(), moved);
        byRoute.put(moved.route(), mounted == null ? mounted(moved) : new Mounted(moved, mounted.backend()));
    }

    /** The mount that a path belongs to: the longest route it begins with. */
    public Optional<Mounted> find(String path) {
        Mounted bare = byRoute.get(path + "/");
        if (bare != null) {
            return Optional.of(bare);
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 2) + 1) {
            Mounted found = byRoute.get(path.substring(0, end));
            if (found != null) {
                return Optional.of(found);
            }
            if (path.lastIndexOf('/', end - 2) < 0) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The mount at exactly this route. */
    public Optional<MountEntry> at(String route) {
        return Optional.ofNullable(byRoute.get(route)).map(Mounted::entry);
    }

    /** The mounts of a kind, by path. */
    public List<MountEntry> all(String kind) {
        return byRoute.values().stream()
                .map(Mounted::entry)
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    /** The mount of an accessor. */
    public Optional<MountEntry> byAccessor(String accessor) {
        return byRoute.values().stream()
                .map(Mounted::entry)
                .filter(entry -> entry.accessor().equals(accessor))
                .findFirst();
    }

    /** A route that stands in the way of a new one: the same, above it, or below it. */
    public Optional<String> conflict(String route) {
        List<String> routes = new ArrayList<>(byRoute.keySet());
        return routes.stream()
                .filter(known -> known.startsWith(route) || route.startsWith(known))
                .findFirst();
    }
}
