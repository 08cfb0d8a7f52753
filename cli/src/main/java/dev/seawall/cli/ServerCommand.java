package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerDoor;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.engine.wire.ServerTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall server …}: the API, the pages, the gates, the vault and the logs in one process. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Run the server: API, pages, registry guard, vault, admission, logs.",
        subcommands = ServerAuditCommand.class)
final class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--home",
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Folder of the server's state (default: server in Seawall's data folder)")
    private @Nullable Path home;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "MODULE",
            description = "Start only these modules: web, api, registry, vault, admission, logs")
    private List<String> only = List.of();

    @Option(
            names = "--listen",
            paramLabel = "NAME=HOST:PORT",
            description = "Open this listener; where any is named no other opens. Port 0 takes a free one")
    private List<String> listen = List.of();

    @Option(names = "--tls", paramLabel = "auto|off|CERT,KEY", description = "How listeners are encrypted")
    private @Nullable String tls;

    @Option(names = "--dev", description = "Keep nothing durable where a module can do without")
    private boolean dev;

    @Option(
            names = "--config",
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration file of the server; docs/guide/server.md lists its keys")
    private @Nullable Path config;

    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            description = "Remembers outside the home what the vault wrote last, so that an older storage is refused")
    private @Nullable Path anchor;

    @Option(names = "--accept-rollback", description = "Take an older storage of the vault, for this start")
    private boolean acceptRollback;

    @Override
    public Integer call() {
        return door().run(options(), System.out);
    }

    @Command(name = "migrate", description = "Bring the store to this version's tables, after a checked backup")
    int migrate() {
        return maintain(new ServerTask.Migrate());
    }

    @Command(name = "backup", description = "Write a consistent, checked copy of the server's state into one file")
    int backup(@Parameters(paramLabel = "FILE") Path file) {
        return maintain(new ServerTask.Backup(file));
    }

    @Command(name = "restore", description = "Put a backup in place; the state there was is kept beside it")
    int restore(@Parameters(paramLabel = "FILE") Path file) {
        return maintain(new ServerTask.Restore(file));
    }

    @Command(name = "first-link", description = "Print a new one-time link with which an administrator is made")
    int firstLink() {
        return maintain(new ServerTask.FirstLink());
    }

    @Command(name = "train", hidden = true)
    int train() {
        return maintain(new ServerTask.Train());
    }

    int maintain(ServerTask task) {
        return door().maintain(task, options(), System.out);
    }

    private ServerOptions options() {
        Path folder = home == null ? SeawallHome.resolve().data().resolve("server") : home.toAbsolutePath();
        return new ServerOptions(
                folder, only, listen.stream().map(ListenAddress::parse).toList(), tls, dev, config, settings());
    }

    private Map<String, Map<String, Object>> settings() {
        Map<String, Object> vault = new LinkedHashMap<>();
        if (anchor != null) {
            vault.put("anchor", anchor.toAbsolutePath().toString());
        }
        if (acceptRollback) {
            vault.put("accept-rollback", true);
        }
        return vault.isEmpty() ? Map.of() : Map.of("vault", vault);
    }

    private static ServerDoor door() {
        return ServerDoor.find()
                .orElseThrow(() -> new SeawallException(
                        "start the server", "this installation has no server", "Install the full distribution"));
    }
}
