package dev.seawall.engine.check.daemon;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flags of {@code dockerd} under the names of daemon.json. */
public final class DaemonFlags {
    private static final Map<String, String> LISTS = Map.of(
            "H", "hosts",
            "host", "hosts",
            "insecure-registry", "insecure-registries",
            "authorization-plugin", "authorization-plugins",
            "storage-opt", "storage-opts",
            "default-ulimit", "default-ulimits");

    private static final Map<String, String> SHORT =
            Map.of("D", "debug", "l", "log-level", "s", "storage-driver", "b", "bridge", "G", "group", "p", "pidfile");

    private static final Set<String> SWITCHES = Set.of("D");

    private DaemonFlags() {}

    /** The settings that these words of a command line make, the program's name not among them. */
    public static SourceMap of(List<String> words, Mark mark) {
        SourceMap.Builder flags = new SourceMap.Builder();
        Map<String, SourceList.Builder> lists = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).replaceFirst("^--?", "");
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean separate = equals < 0
                    && !SWITCHES.contains(name)
                    && i + 1 < words.size()
                    && !words.get(i + 1).startsWith("-");
            String value = equals >= 0 ? word.substring(equals + 1) : separate ? words.get(++i) : "true";
            @Nullable String list = LISTS.get(name);
            if (list != null) {
                lists.computeIfAbsent(list, key -> new SourceList.Builder()).add(value, mark);
            } else {
                Object plain = value.equals("true") ? Boolean.TRUE : value.equals("false") ? (Object) false : value;
                flags.put(SHORT.getOrDefault(name, name), plain, mark);
            }
        }
        lists.forEach((key, list) -> flags.put(key, list.build(), mark));
        return flags.build();
    }
}
