package dev.seawall.agent.watch;

import dev.seawall.agent.activity.ProcessEntry;
import dev.seawall.agent.activity.SensorEvent;
import dev.seawall.engine.rule.Event;
import dev.seawall.engine.rule.Field;
import dev.seawall.engine.rule.FieldCatalogue;
import dev.seawall.engine.rule.FilterException;
import dev.seawall.engine.rule.OutputTemplate;
import dev.seawall.engine.rule.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes alerts of rules that have fired. */
final class Alerts {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn");
    private static final String WHERE = " container_id=%container.id container_name=%container.name"
            + " container_image_repository=%container.image.repository container_image_tag=%container.image.tag"
            + " k8s_pod_name=%k8s.pod.name k8s_ns_name=%k8s.ns.name";
    private static final int HIGHEST = 32;

    private final String hostname;
    private final OutputTemplate where;

    Alerts(String hostname) {
        this.hostname = hostname;
        try {
            this.where = OutputTemplate.parse(WHERE, "syscall");
        } catch (FilterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The alert about an event of the sensor. */
    Alert of(Rule rule, SensorEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("evt.time", event.wallNanos());
        typed(rule.output().fields(event), event, fields);
        typed(where.fields(event), event, fields);
        String text = rule.output().render(event) + where.render(event);
        Alert.Subject subject = subject(event);
        return alert(rule, event.wallNanos(), text, fields, subject).killed(event.wasKilled());
    }

    /** The alert about an event that is no process's doing. */
    Alert of(Rule rule, Event event, long timeNanos) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        typed(rule.output().fields(event), event, fields);
        return alert(rule, timeNanos, rule.output().render(event), fields, Alert.Subject.NOBODY);
    }

    private Alert alert(
            Rule rule, long timeNanos, String text, Map<String, @Nullable Object> fields, Alert.Subject subject) {
        Instant at = Instant.ofEpochSecond(0, timeNanos);
        String output = CLOCK.format(at.atZone(ZoneId.systemDefault())) + ": " + AlertText.priority(rule.priority())
                + " " + text;
        List<String> practices = RuleTags.practices(rule);
        return new Alert(
                timeNanos,
                rule.name(),
                rule.priority(),
                rule.source(),
                output,
                fields,
                rule.tags(),
                practices,
                RuleTags.controls(rule),
                hostname,
                subject,
                false);
    }

    /** Numbers and truth values as such, not as text. */
    private static void typed(Map<String, @Nullable String> texts, Event event, Map<String, @Nullable Object> out) {
        texts.forEach((name, text) -> out.put(name, text == null ? null : typed(name, text, event)));
    }

    private static Object typed(String name, String text, Event event) {
        try {
            Field field = FieldCatalogue.find(name, "");
            if (field.isAny() || field.isList()) {
                return text;
            }
            return switch (field.type()) {
                case BOOLEAN -> event.number(field) == 1;
                case INT16, INT32, INT64, UINT32, UINT64, PORT -> number(event.number(field), text);
                default -> text;
            };
        } catch (FilterException transformed) {
            return text;
        }
    }

    private static Object number(long number, String text) {
        return number == Event.ABSENT ? text : (Object) number;
    }

    private static Alert.Subject subject(SensorEvent event) {
        ProcessEntry process = event.process();
        List<String> lineage = new ArrayList<>();
        int root = process.id();
        ProcessEntry at = process;
        while (at != null && lineage.size() < HIGHEST) {
            lineage.add(at.name());
            if (at.container() == process.container() && at.id() > 1) {
                root = at.id();
            }
            at = at.parent();
        }
        return new Alert.Subject(
                process.id(),
                lineage,
                root,
                process.container() == null ? "host" : process.container().id(),
                process.container() == null ? "" : process.container().fullId(),
                process.commandLine(),
                event.monotonicNanos());
    }
}
