package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.ArrayList;
import java.util.List;

/** Volumes, tmpfs and devices: paths of the host are hostPath volumes, named volumes claims, tmpfs emptyDir in memory. */
final class ServiceVolumes {
    private final SourceList.Builder volumes = new SourceList.Builder();
    private final SourceList.Builder mounts = new SourceList.Builder();
    private int count;

    private ServiceVolumes() {}

    static ServiceVolumes of(Service service) {
        ServiceVolumes made = new ServiceVolumes();
        service.items("volumes").forEach(made::shortForm);
        service.entries("volumes").forEach(made::longForm);
        service.items("tmpfs").forEach(item -> made.add(item.mark(), "tmpfs", "", item.before(':'), List.of()));
        service.items("devices").forEach(made::device);
        return made;
    }

    SourceList volumes() {
        return volumes.build();
    }

    SourceList mounts() {
        return mounts.build();
    }

    private void shortForm(Item item) {
        List<String> parts = parts(item.text());
        if (parts.size() == 1) {
            add(item.mark(), "volume", "", parts.getFirst(), List.of());
            return;
        }
        String source = parts.getFirst();
        List<String> options = parts.size() > 2 ? List.of(parts.get(2).split(",")) : List.of();
        add(item.mark(), isHostPath(source) ? "bind" : "volume", source, parts.get(1), options);
    }

    /** Cut at colons, except that of a Windows drive and those inside {@code ${…}}. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            boolean drive = i == start + 1 && i + 1 < text.length() && text.charAt(i + 1) == '\\';
            if (c == ':' && braces <= 0 && !drive) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean isHostPath(String source) {
        return source.startsWith("/")
                || source.startsWith(".")
                || source.startsWith("~")
                || source.startsWith("%h")
                || source.startsWith("$")
                || source.matches("[A-Za-z]:\\\\.*");
    }

    private void longForm(Service volume) {
        List<String> options = new ArrayList<>();
        if (Boolean.TRUE.equals(volume.truth("read_only"))) {
            options.add("ro");
        }
        options.add(volume.child("bind").text("propagation"));
        Mark mark = volume.mark(volume.has("source") ? "source" : "target");
        add(mark, volume.text("type"), volume.text("source"), volume.text("target"), options);
    }

    private void device(Item item) {
        String path = item.before(':');
        if (path.startsWith("/")) {
            SourceMap device = new SourceMap.Builder()
                    .put("path", path, item.mark())
                    .put("type", "CharDevice", item.mark())
                    .build();
            volume(item.mark(), "hostPath", device);
            mount(item.mark(), item.after(':').isEmpty() ? path : item.after(':'), List.of());
        }
    }

    private void add(Mark mark, String type, String source, String target, List<String> options) {
        switch (type) {
            case "bind", "npipe" -> volume(mark, "hostPath", one("path", source, mark));
            case "tmpfs" -> volume(mark, "emptyDir", one("medium", "Memory", mark));
            default -> volume(mark, "persistentVolumeClaim", one("claimName", source, mark));
        }
        mount(mark, target, options);
    }

    private void volume(Mark mark, String type, SourceMap content) {
        volumes.add(
                new SourceMap.Builder()
                        .put("name", "volume-" + count, mark)
                        .put(type, content, mark)
                        .build(),
                mark);
    }

    private void mount(Mark mark, String target, List<String> options) {
        SourceMap.Builder mount =
                new SourceMap.Builder().put("name", "volume-" + count++, mark).put("mountPath", target, mark);
        if (options.contains("ro") || options.contains("readonly")) {
            mount.put("readOnly", true, mark);
        }
        if (options.contains("rshared") || options.contains("shared")) {
            mount.put("mountPropagation", "Bidirectional", mark);
        } else if (options.contains("rslave") || options.contains("slave")) {
            mount.put("mountPropagation", "HostToContainer", mark);
        }
        mounts.add(mount.build(), mark);
    }

    private static SourceMap one(String key, String value, Mark mark) {
        return new SourceMap.Builder().put(key, value, mark).build();
    }
}
