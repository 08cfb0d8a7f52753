package dev.seawall.engine.check.daemon;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.shell.Command;
import dev.seawall.engine.check.shell.Script;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * systemd units and drop-ins that start {@code dockerd}: a document {@code daemon-flags} with the flags under the names
 * of daemon.json. What the flags leave open may stand in daemon.json, so only what they say is judged.
 */
public final class DaemonUnitReader implements DocumentReader {
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
        List<Command> commands = Script.parse(text).commands();
        return DaemonFlags.of(
                commands.isEmpty() ? List.of() : commands.getFirst().arguments(), mark);
    }
}
