package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.config.ServerConfig;
import dev.seawall.server.disk.HomeLock;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import dev.seawall.server.tls.ServerTls;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Front door of the server. {@link #start} is the list of steps: configuration, home, certificates, modules, listeners;
 * {@link #close} undoes them in reverse.
 */
public final class Server implements Closeable {
    /** Kept, for a logger nobody holds forgets its level. They tell of each start and stop, and so do we. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private static final Logger HELIDON_START = Logger.getLogger("io.helidon.webserver.LoomServer");

    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    static {
        POOL.setLevel(Level.WARNING);
        HELIDON.setLevel(Level.WARNING);
        HELIDON_START.setLevel(Level.OFF);
    }

    private final ServerConfig config;
    private final PrintStream out;
    private final Clock clock;
    private final Deque<Closeable> opened = new ArrayDeque<>();
    private final List<OpenListener> listeners = new ArrayList<>();
    private final ServerTls tls;
    private @Nullable AuditLog audit;

    private Server(ServerConfig config, PrintStream out, Clock clock, ServerTls tls) {
        this.config = config;
        this.out = out;
        this.clock = clock;
        this.tls = tls;
    }

    /**
     * Starts a server; when this returns its listeners answer.
     *
     * @param out gets a line per listener that is ready
     * @throws SeawallException where it cannot start; nothing stays open then
     */
    public static Server start(ServerOptions options, PrintStream out, Clock clock) {
        ServerConfig config = ServerConfig.load(options, Modules.names());
        HomeLock lock = HomeLock.take(config.home());
        Deque<Closeable> opened = new ArrayDeque<>(List.of(lock));
        try {
            Server server = new Server(config, out, clock, ServerTls.open(config.tls(), config.home(), clock));
            opened = server.opened;
            opened.push(lock);
            server.open();
            return server;
        } catch (IOException e) {
            closeAll(opened);
            throw new SeawallException(
                    "start the server",
                    "" + e.getMessage(),
                    "Look at the home " + options.home() + " and try again",
                    e);
        } catch (RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private void open() throws IOException {
        List<ServerModule> modules = Modules.select(config.only());
        List<Listeners.Planned> planned = Listeners.plan(modules, config.listen());
        State state = State.open(config, clock, out);
        opened.push(state::close);
        audit = state.audit();
        tls.serve(planned.stream().map(plan -> plan.address().host()).toList());
        for (ServerModule module : modules) {
            if (module.listeners().isEmpty() || planned.stream().anyMatch(plan -> plan.module() == module)) {
                opened.push(module::close);
                module.start(context(module, state));
            }
        }
        for (Listeners.Planned plan : planned) {
            OpenListener listener = OpenListener.open(plan.listener(), plan.address(), tls);
            opened.push(listener::close);
            listeners.add(listener);
            out.println(listener.name() + " ready at " + listener.url());
        }
        modules.forEach(module -> opened.push(module::stopping));
        tellFirstLink(state);
    }

    private void tellFirstLink(State state) {
        boolean web = listeners.stream().anyMatch(listener -> listener.name().equals("web"));
        if (web && state.identity().accounts().isFirstRun()) {
            // behind the #, so that it stands in no log of any server on the way
            out.println("first run: within 24 hours make the administrator at " + url("web") + "/first#"
                    + state.identity().accounts().firstSecret());
        }
    }

    private ServerContext context(ServerModule module, State state) {
        return new ServerContext(
                config.home(),
                clock,
                tls,
                state.audit(),
                state.identity(),
                state.stores(),
                config.file().section(module.name()),
                config.dev(),
                out);
    }

    /** The certificates that listeners show, and the authority. */
    public ServerTls tls() {
        return tls;
    }

    /** What was decided and changed. */
    public AuditLog audit() {
        return Objects.requireNonNull(audit, "the server is not open");
    }

    /** The port a listener really has. */
    public int port(String listener) {
        return find(listener).port();
    }

    /** Where a listener answers, for example {@code https://127.0.0.1:8443}. */
    public String url(String listener) {
        return find(listener).url();
    }

    private OpenListener find(String name) {
        return listeners.stream()
                .filter(listener -> listener.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no open listener " + name));
    }

    /** Stops taking requests, lets running ones end for a few seconds, closes the modules. */
    @Override
    public void close() {
        closeAll(opened);
    }

    private static void closeAll(Deque<Closeable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (IOException e) {
                System.getLogger(Server.class.getName())
                        .log(System.Logger.Level.WARNING, "while stopping: " + e.getMessage(), e);
            }
        }
    }
}
