package dev.seawall.engine.check.daemon;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.tree.Mark;
import java.io.IOException;
import java.util.List;

/**
 * TOML files of container engines: {@code containerd} (config.toml), {@code containerd-hosts} (hosts.toml), {@code crio}
 * (crio.conf and its drop-ins), {@code registries} (registries.conf and its drop-ins).
 */
public final class EngineFileReader implements DocumentReader {
    @Override
    public String id() {
        return "engine-files";
    }

    @Override
    public boolean accepts(InputFile file) {
        return !file.isFolder() && !kind(file).isEmpty();
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        return Documents.of(
                List.of(Document.of(file.shown(), kind(file), TomlTree.parse(file.content()), Mark.line(1))));
    }

    private static String kind(InputFile file) {
        String path = file.path().toString().replace('\\', '/');
        String name = file.name();
        if (name.equals("registries.conf") || (path.contains("registries.conf.d/") && name.endsWith(".conf"))) {
            return "registries";
        }
        if (name.equals("crio.conf") || path.contains("crio.conf.d/")) {
            return "crio";
        }
        if (name.equals("hosts.toml")
                && (file.head().contains("server") || file.head().contains("[host"))) {
            return "containerd-hosts";
        }
        boolean containerd = path.contains("containerd") || file.head().contains("io.containerd.");
        return containerd && name.endsWith(".toml") && name.contains("config") ? "containerd" : "";
    }
}
