package dev.seawall.engine.check.daemon;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.shell.Command;
import dev.seawall.engine.check.shell.Script;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * systemd units and drop-ins that start {@code dockerd}: a document {@code daemon-flags} with the flags under the names
 * of daemon.json. What the flags leave open may stand in daemon.json, so only what they say is judged.
 */
public final class DaemonUnitReader implements DocumentReader {
    private static final Map<String, String> LISTS = Map.of(
            "H", "hosts",
            "host", "hosts",
            "insecure-registry", "insecure-registries",
            "authorization-plugin", "authorization-plugins",
            "storage-opt", "storage-opts");

    private static final Set<String> SHORT = Set.of("D", "l", "s", "b", "G", "p");

    @Override
    public String id() {
        return "daemon-unit";
    }

    @Override
    public boolean accepts(InputFile file) {
        return !file.isFolder()
                && (file.name().endsWith(".service") || file.name().endsWith(".conf"))
                && file.head().contains("dockerd")
                && file.head().contains("ExecStart");
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<String> lines =
                new String(file.content(), StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i + 1;
            StringBuilder joined = new StringBuilder(lines.get(i).strip());
            while (joined.toString().endsWith("\\") && i + 1 < lines.size()) {
                joined.setLength(joined.length() - 1);
                joined.append(' ').append(lines.get(++i).strip());
            }
            String line = joined.toString();
            if (line.startsWith("ExecStart=") && line.contains("dockerd")) {
                Mark mark = Mark.lines(first, i + 1);
                documents.add(Document.of(
                        file.shown(),
                        "daemon-flags",
                        flags(line.substring(10).replaceFirst("^[-@:+!]+", ""), mark),
                        mark));
            }
        }
        return Documents.of(documents);
    }

    private static SourceMap flags(String text, Mark mark) {
        SourceMap.Builder flags = new SourceMap.Builder();
        Map<String, SourceList.Builder> lists = new LinkedHashMap<>();
        List<Command> commands = Script.parse(text).commands();
        List<String> words =
                commands.isEmpty() ? List.of() : commands.getFirst().arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).replaceFirst("^--?", "");
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean separate =
                    equals < 0 && i + 1 < words.size() && !words.get(i + 1).startsWith("-");
            String value = equals >= 0 ? word.substring(equals + 1) : separate ? words.get(++i) : "true";
            @Nullable String list = LISTS.get(name);
            if (list != null) {
                lists.computeIfAbsent(list, key -> new SourceList.Builder()).add(value, mark);
            } else if (!SHORT.contains(name)) {
                flags.put(name, value.equals("true") ? true : value.equals("false") ? (Object) false : value, mark);
            }
        }
        lists.forEach((key, list) -> flags.put(key, list.build(), mark));
        return flags.build();
    }
}
