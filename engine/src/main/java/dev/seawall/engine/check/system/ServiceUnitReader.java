package dev.seawall.engine.check.system;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.quadlet.UnitFile;
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

/**
 * systemd service units: a document {@code systemd-service}, sections holding lists of values by key. A unit or drop-in
 * that starts the kubelet gives a document {@code kubelet-flags} instead: its flags by name.
 */
public final class ServiceUnitReader implements DocumentReader {
    @Override
    public String id() {
        return "systemd-service";
    }

    @Override
    public boolean accepts(InputFile file) {
        String head = file.isFolder() ? "" : file.head();
        return (file.name().endsWith(".service")
                        || (isKubelet(head) && file.name().endsWith(".conf")))
                && head.contains("ExecStart=");
    }

    private static boolean isKubelet(String text) {
        return text.matches("(?s).*ExecStart=\\S*/kubelet\\b.*");
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        List<UnitFile.Entry> entries = UnitFile.parse(new String(file.content(), StandardCharsets.UTF_8));
        List<Document> documents = new ArrayList<>();
        for (UnitFile.Entry entry : entries) {
            if (entry.key().equals("ExecStart") && entry.value().matches("[-@:+!]*\\S*/kubelet( .*)?")) {
                documents.add(Document.of(file.shown(), "kubelet-flags", flags(entry), entry.mark()));
            }
        }
        if (documents.isEmpty()) {
            documents.add(Document.of(file.shown(), "systemd-service", sections(entries), Mark.line(1)));
        }
        return Documents.of(documents);
    }

    private static SourceMap flags(UnitFile.Entry entry) {
        SourceMap.Builder flags = new SourceMap.Builder();
        List<Command> commands = Script.parse(entry.value()).commands();
        List<String> words =
                commands.isEmpty() ? List.of() : commands.getFirst().arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                boolean next =
                        equals < 0 && i + 1 < words.size() && !words.get(i + 1).startsWith("-");
                String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
                String value = equals >= 0 ? word.substring(equals + 1) : next ? words.get(++i) : "true";
                flags.put(name, value, entry.mark());
            }
        }
        return flags.build();
    }

    private static SourceMap sections(List<UnitFile.Entry> entries) {
        Map<String, Map<String, SourceList.Builder>> lists = new LinkedHashMap<>();
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (UnitFile.Entry entry : entries) {
            lists.computeIfAbsent(entry.section(), section -> new LinkedHashMap<>())
                    .computeIfAbsent(entry.key(), key -> new SourceList.Builder())
                    .add(entry.value(), entry.mark());
            marks.put(entry.section() + "/" + entry.key(), entry.mark());
        }
        SourceMap.Builder root = new SourceMap.Builder();
        lists.forEach((section, keys) -> {
            SourceMap.Builder map = new SourceMap.Builder();
            keys.forEach((key, list) -> map.put(key, list.build(), marks.getOrDefault(section + "/" + key, Mark.NONE)));
            root.put(section, map.build(), Mark.line(1));
        });
        return root.build();
    }
}
