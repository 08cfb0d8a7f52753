package dev.seawall.server.logs;

import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.config.ConfigSection;
import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.logs.receive.HttpReceivers;
import dev.seawall.server.logs.receive.Push;
import dev.seawall.server.logs.receive.SyslogTcp;
import dev.seawall.server.logs.receive.SyslogUdp;
import dev.seawall.server.logs.receive.TcpPort;
import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import dev.seawall.server.tls.ServerTls;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listeners {@code logs-*}: every common protocol for logs, one store, one query language. */
public final class LogsModule implements ServerModule {
    private static final long LARGEST_BODY_BYTES = 64L << 20;
    private static final int TIDY_SECONDS = 30;

    private final LineIndex.Factory index;
    private @Nullable Running running;

    /** What there is once the module has started. */
    private record Running(ServerContext context, LogStore store, LogIntake intake, ScheduledExecutorService tidying) {
        Clock clock() {
            return context.clock();
        }
    }

    /** Logs with an index of a kind. */
    public LogsModule(LineIndex.Factory index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public void start(ServerContext context) throws IOException {
        ConfigSection config =
                context.config().only(Set.of("index-days", "keep-days", "lines-per-second", "key-file", "open"));
        LogStore store = store(context.home(), config, context.clock());
        LogIntake intake = new LogIntake(store, context.clock(), config.number("lines-per-second", 50_000));
        ScheduledExecutorService tidying = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("logs-tidy").daemon().factory());
        tidying.scheduleWithFixedDelay(() -> tidy(store, context), TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
        running = new Running(context, store, intake, tidying);
    }

    /** The store of a home, for whoever works on it while no server does. */
    public LogStore store(Path home, ConfigSection config, Clock clock) throws IOException {
        return TieredLogStore.open(options(home, config, clock));
    }

    /** How the store of a server's home is kept. */
    private TieredLogStore.Options options(Path home, ConfigSection config, Clock clock) throws IOException {
        Path folder = PrivateFile.folder(home.resolve(name()));
        return new TieredLogStore.Options(
                folder,
                config.text("key-file").map(Path::of).orElse(folder.resolve("key")),
                index,
                (int) config.number("index-days", 7),
                (int) config.number("keep-days", 90),
                clock);
    }

    private static void tidy(LogStore store, ServerContext context) {
        try {
            store.tidy();
        } catch (IOException | RuntimeException e) {
            context.out().println("logs: a day could not be tidied: " + e.getMessage());
        }
    }

    @Override
    public List<Listener> listeners() {
        return List.of(
                http("logs-otlp-http", 4318, (receivers, routes) -> receivers.otlp(routes)),
                http("logs-loki", 3100, (receivers, routes) -> receivers.loki(routes)),
                new Listener.Raw("logs-syslog-udp", 5514, "udp", this::udp),
                new Listener.Raw("logs-syslog-tcp", 5514, "tcp", (address, tls) -> tcp(address)),
                new Listener.Raw("logs-syslog-tls", 6514, "tls", this::tls));
    }

    private interface Routes {
        void add(HttpReceivers receivers, HttpRouting.Builder routes);
    }

    private Listener http(String name, int port, Routes adding) {
        return new Listener.Http(name, port, Listener.Clients.ANONYMOUS, LARGEST_BODY_BYTES, routes -> {
            Running now = running;
            if (now != null) {
                adding.add(new HttpReceivers(new Push(now.intake(), sender(now.context()))), routes);
                new LogsHttp(
                                new LogQuestions(now.store(), now.clock()),
                                now.context().identity())
                        .route(routes);
            }
        });
    }

    /** From this machine anybody may send, from others whoever has a token, unless the configuration opens it to all. */
    private static Push.Senders sender(ServerContext context) {
        boolean open = context.config().flag("open", false);
        return (address, authorization) -> {
            if (open || address.getAddress().isLoopbackAddress()) {
                return true;
            }
            return known(context, authorization, address.getAddress().getHostAddress());
        };
    }

    private static boolean known(ServerContext context, Optional<String> authorization, String address) {
        try {
            return context.identity().byHeader(authorization, address).isPresent();
        } catch (DeniedException e) {
            return false;
        }
    }

    private Listener.Open udp(InetSocketAddress address, ServerTls tls) throws IOException {
        Running now = started();
        return SyslogUdp.open(address, now.intake(), now.clock());
    }

    private Listener.Open tcp(InetSocketAddress address) throws IOException {
        Running now = started();
        return TcpPort.open(address, null, new SyslogTcp(now.intake(), now.clock()));
    }

    private Listener.Open tls(InetSocketAddress address, ServerTls tls) throws IOException {
        Running now = started();
        return TcpPort.open(address, tls.context(), new SyslogTcp(now.intake(), now.clock()));
    }

    private Running started() throws IOException {
        Running now = running;
        if (now == null) {
            throw new IOException("the logs have not started");
        }
        return now;
    }

    @Override
    public void close() throws IOException {
        Running now = running;
        running = null;
        if (now != null) {
            now.tidying().shutdown();
            now.store().close();
        }
    }
}
