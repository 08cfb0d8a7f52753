package dev.seawall.agent.activity;

import dev.seawall.agent.container.Containers;
import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All processes of this host. Seeded from /proc, then kept by the sensor's records alone, so that a process that lives a
 * millisecond is known as well as any other.
 */
public final class ProcessTable {
    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int PAGES = (4 << 20) >> PAGE_BITS;

    private final @Nullable ProcessEntry[][] pages = new ProcessEntry[PAGES][];
    private final Containers containers;
    private final ProcessReader reader;
    private int caller;

    public ProcessTable(Containers containers, ProcessReader reader) {
        this.containers = containers;
        this.reader = reader;
    }

    /** Reads the processes that run already. */
    public void seed() {
        for (int id : reader.ids()) {
            known(id);
        }
        for (int id : reader.ids()) {
            ProcessEntry entry = find(id);
            if (entry != null) {
                entry.parent = find(entry.parentId);
            }
        }
        for (int id : reader.ids()) {
            ProcessEntry entry = find(id);
            if (entry != null && entry.container != null) {
                entry.container.learn(entry.lineage());
            }
        }
    }

    private @Nullable ProcessEntry find(int id) {
        if (id <= 0 || id >= PAGES << PAGE_BITS) {
            return null;
        }
        @Nullable ProcessEntry[] page = pages[id >> PAGE_BITS];
        return page == null ? null : page[id & (PAGE - 1)];
    }

    private void put(int id, @Nullable ProcessEntry entry) {
        if (id <= 0 || id >= PAGES << PAGE_BITS) {
            return;
        }
        @Nullable ProcessEntry[] page = pages[id >> PAGE_BITS];
        if (page == null) {
            page = new ProcessEntry[PAGE];
            pages[id >> PAGE_BITS] = page;
        }
        page[id & (PAGE - 1)] = entry;
    }

    /** The entry of a process; read from /proc where the sensor has not told of it. */
    private ProcessEntry known(int id) {
        ProcessEntry entry = find(id);
        if (entry == null) {
            entry = reader.read(id, containers);
            put(id, entry);
        }
        return entry;
    }

    /** Takes over what a record says and answers whose record it is. */
    public ProcessEntry update(RawRecord record) {
        ProcessEntry entry = known(record.process());
        int parent = record.parent();
        if (entry.parentId != parent || entry.parent == null) {
            entry.parentId = parent;
            entry.parent = parent <= 0 ? null : known(parent);
        }
        caller = record.user();
        switch (record.kind()) {
            case RawRecord.EXEC -> execute(entry, record);
            case RawRecord.FORK -> fork(entry, record);
            case RawRecord.EXIT -> put(entry.id, null);
            default -> change(entry, record);
        }
        return entry;
    }

    private void execute(ProcessEntry entry, RawRecord record) {
        entry.readProcess(record);
        entry.readProgram(record);
        locate(entry, record);
    }

    private void fork(ProcessEntry entry, RawRecord record) {
        ProcessEntry child = ProcessEntry.forked((int) record.result(), entry);
        child.readProcess(record);
        child.parent = child.parentId == entry.id ? entry : known(child.parentId);
        locate(child, record);
        put(child.id, child);
    }

    private void locate(ProcessEntry entry, RawRecord record) {
        long group = record.number(Part.PROCESS, 48);
        if (group != entry.cgroup || entry.cgroup == 0) {
            entry.cgroup = group;
            entry.container = containers.find(group, Objects.requireNonNullElse(record.path(Part.CGROUP), "/"));
        }
        if (entry.container != null) {
            entry.container.learn(entry.lineage());
        }
    }

    private void change(ProcessEntry entry, RawRecord record) {
        if (record.has(Part.CREDS)) {
            caller = entry.user;
            entry.readCreds(record, Part.CREDS, 0);
        }
        String cwd = record.path(Part.CWD);
        if (cwd != null && record.result() >= 0) {
            entry.cwd = cwd;
        }
    }

    /** The effective user who did what {@link #update} was told last: before the call, where that changed it. */
    public int caller() {
        return caller;
    }

    /** The process that {@link #update} has just made for a fork. */
    public @Nullable ProcessEntry child(RawRecord record) {
        return find((int) record.result());
    }
}
