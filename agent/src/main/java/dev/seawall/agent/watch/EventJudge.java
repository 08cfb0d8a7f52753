package dev.seawall.agent.watch;

import dev.seawall.agent.activity.EventSnapshot;
import dev.seawall.agent.activity.ProcessEntry;
import dev.seawall.agent.activity.ProcessTable;
import dev.seawall.agent.activity.SensorEvent;
import dev.seawall.agent.activity.Surroundings;
import dev.seawall.agent.sensor.RawRecord;
import dev.seawall.agent.sensor.RecordReader;
import dev.seawall.engine.rule.Event;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleSet;
import dev.seawall.engine.rule.RuleSink;
import java.util.Objects;

/** Brings each record to the process table, then before the rules. */
final class EventJudge implements RecordReader, RuleSink {
    private final RuleSet rules;
    private final ProcessTable table;
    private final SensorEvent event;
    private final WatchOptions options;
    private final Alerts alerts;
    private final AlertSink sink;
    private long told;

    EventJudge(
            RuleSet rules,
            ProcessTable table,
            Surroundings surroundings,
            WatchOptions options,
            Alerts alerts,
            AlertSink sink) {
        this.rules = rules;
        this.table = table;
        this.event = new SensorEvent(surroundings);
        this.options = options;
        this.alerts = alerts;
        this.sink = sink;
    }

    @Override
    public void read(RawRecord record) {
        ProcessEntry process = table.update(record);
        if (record.kind() == RawRecord.FORK) {
            process = Objects.requireNonNullElse(table.child(record), process);
        }
        event.show(record, process, table.caller());
        event.teach();
        if (options.firstOnly()) {
            Rule rule = rules.first(event);
            if (rule != null) {
                fired(rule, event);
            }
        } else {
            rules.all(event, this);
        }
    }

    @Override
    public void fired(Rule rule, Event fired) {
        if (rule.priority().compareTo(options.least()) <= 0) {
            told++;
            sink.alert(alerts.of(rule, event));
            EventRecorder recorder = options.recorder();
            if (recorder != null) {
                recorder.record(rule, EventSnapshot.of(event));
            }
        }
    }

    long alerts() {
        return told;
    }
}
