package dev.seawall.agent.activity;

import static dev.seawall.engine.rule.Event.ABSENT;

import dev.seawall.agent.container.Container;
import dev.seawall.agent.container.ContainerInfo;
import dev.seawall.agent.container.Mount;
import dev.seawall.engine.rule.Field;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code container.*} and {@code k8s.*}. */
final class ContainerFields {
    private static final String HOST = "host";

    private ContainerFields() {}

    static void register() {
        FieldTable.text("container.id", event -> id(event));
        FieldTable.text("container.full_id", event -> {
            Container container = event.process().container;
            return container == null ? HOST : container.fullId();
        });
        FieldTable.text("container.type", event -> {
            Container container = event.process().container;
            return container == null ? HOST : container.runtime();
        });
        text("container.name", ContainerInfo::name, HOST);
        text("container.image", ContainerInfo::image, null);
        text("container.image.id", ContainerInfo::imageId, null);
        text("container.image.repository", ContainerInfo::repository, null);
        text("container.image.tag", ContainerInfo::tag, null);
        text("container.image.digest", ContainerInfo::digest, null);
        text("container.ip", ContainerInfo::address, null);
        text("container.healthcheck", ContainerInfo::healthcheck, null);
        text(
                "container.mounts",
                info -> info.mounts().stream().map(Mount::toString).collect(Collectors.joining(",")),
                null);
        text("container.labels", ContainerFields::labels, null);
        FieldTable.text(
                "container.label",
                (event, field) -> with(event, info -> info.labels().get(field.argument())));
        registerNumbers();
        registerMounts();
        registerPods();
    }

    private static String id(SensorEvent event) {
        Container container = event.process().container;
        return container == null ? HOST : container.id();
    }

    private static @Nullable String with(SensorEvent event, Function<ContainerInfo, @Nullable String> source) {
        Container container = event.process().container;
        return container == null ? null : source.apply(container.info());
    }

    private static void text(String name, Function<ContainerInfo, String> source, @Nullable String ofHost) {
        FieldTable.text(name, event -> {
            Container container = event.process().container;
            if (container == null) {
                return ofHost;
            }
            String value = source.apply(container.info());
            return value.isEmpty() ? null : value;
        });
    }

    private static String labels(ContainerInfo info) {
        return info.labels().entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void registerNumbers() {
        FieldTable.number("container.privileged", (event, field) -> {
            Container container = event.process().container;
            Boolean privileged = container == null ? null : container.info().privileged();
            return privileged == null ? ABSENT : EventFields.truth(privileged);
        });
        truth("container.host_pid", info -> info.host().process());
        truth("container.host_network", info -> info.host().network());
        truth("container.host_ipc", info -> info.host().ipc());
        FieldTable.number("container.start_ts", (event, field) -> {
            Container container = event.process().container;
            return container == null ? ABSENT : container.info().startedNanos();
        });
    }

    private static void truth(String name, Function<ContainerInfo, Boolean> source) {
        FieldTable.number(name, (event, field) -> {
            Container container = event.process().container;
            return container == null ? ABSENT : EventFields.truth(source.apply(container.info()));
        });
    }

    private static void registerMounts() {
        mount("container.mount", Mount::toString, true);
        mount("container.mount.source", Mount::source, true);
        mount("container.mount.dest", Mount::destination, false);
        mount("container.mount.mode", Mount::mode, true);
        mount("container.mount.rdwr", each -> Boolean.toString(each.writable()), true);
        mount("container.mount.propagation", Mount::propagation, true);
    }

    /** Asked by number, by source, or for "dest" by destination; sources and destinations may be patterns. */
    private static void mount(String name, Function<Mount, String> source, boolean byAny) {
        FieldTable.text(
                name,
                (event, field) -> with(event, info -> {
                    for (int i = 0; i < info.mounts().size(); i++) {
                        Mount each = info.mounts().get(i);
                        if (isAsked(field, i, each, byAny)) {
                            return source.apply(each);
                        }
                    }
                    return null;
                }));
    }

    private static boolean isAsked(Field field, int index, Mount mount, boolean byAny) {
        if (field.argument().matches("[0-9]+")) {
            return Integer.parseInt(field.argument()) == index;
        }
        return fits(field.argument(), mount.destination()) || (byAny && fits(field.argument(), mount.source()));
    }

    private static boolean fits(String pattern, String path) {
        if (pattern.equals(path)) {
            return true;
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("*", "**"));
            return matcher.matches(Path.of(path));
        } catch (IllegalArgumentException noPattern) {
            return false;
        }
    }

    private static void registerPods() {
        FieldTable.text("k8s.pod.name", event -> with(event, info -> info.pod("name")));
        FieldTable.text("k8s.ns.name", event -> with(event, info -> info.pod("namespace")));
        FieldTable.text("k8s.pod.uid", event -> with(event, info -> info.pod("uid")));
        FieldTable.text("k8s.pod.id", event -> with(event, info -> info.pod("uid")));
    }
}
