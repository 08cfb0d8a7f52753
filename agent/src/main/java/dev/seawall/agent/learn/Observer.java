package dev.seawall.agent.learn;

import dev.seawall.agent.activity.EventSnapshot;
import dev.seawall.agent.activity.ProcessEntry;
import dev.seawall.agent.activity.ProcessTable;
import dev.seawall.agent.activity.SensorEvent;
import dev.seawall.agent.sensor.RawRecord;
import dev.seawall.agent.sensor.RecordReader;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keeps of the sensor's events what one container did. */
final class Observer implements RecordReader {
    private static final int MOST = 5_000;

    final SortedSet<String> programs = new TreeSet<>();
    final SortedSet<String> written = new TreeSet<>();
    final SortedSet<String> connections = new TreeSet<>();
    final SortedSet<String> listens = new TreeSet<>();
    private final String container;
    private final ProcessTable table;
    private final SensorEvent event;

    Observer(String containerFullId, ProcessTable table, SensorEvent event) {
        this.container = containerFullId;
        this.table = table;
        this.event = event;
    }

    @Override
    public void read(RawRecord record) {
        ProcessEntry process = table.update(record);
        boolean wanted = record.kind() == RawRecord.EXEC || record.kind() == RawRecord.CALL;
        if (!wanted
                || process.container() == null
                || !process.container().fullId().equals(container)) {
            return;
        }
        event.show(record, process, table.caller());
        if (record.kind() == RawRecord.EXEC) {
            add(programs, process.exePath());
        } else if (record.result() >= 0 || record.result() == -115) {
            learn(EventSnapshot.of(event));
        }
    }

    private void learn(Map<String, List<String>> fields) {
        switch (first(fields, "evt.type")) {
            case "connect" -> {
                if (fields.containsKey("fd.rip")) {
                    add(
                            connections,
                            first(fields, "fd.rip") + ":" + first(fields, "fd.rport") + "/"
                                    + first(fields, "fd.l4proto"));
                }
            }
            case "listen" -> add(listens, first(fields, "fd.lport") + "/tcp");
            case "open", "openat", "openat2", "creat" -> {
                if (first(fields, "evt.is_open_write").equals("1")) {
                    add(written, first(fields, "fd.name"));
                }
            }
            default -> add(written, first(fields, "fs.path.name"));
        }
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    private static void add(SortedSet<String> set, String value) {
        if (set.size() < MOST && !value.isEmpty()) {
            set.add(value);
        }
    }
}
