package dev.seawall.server.registry;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.AdvisorySource;
import dev.seawall.engine.advisory.DatabaseUpdate;
import dev.seawall.engine.advisory.OnDemand;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.judge.CurrentPolicy;
import dev.seawall.server.judge.GatePolicy;
import dev.seawall.server.judge.Images;
import dev.seawall.server.judge.Scans;
import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import dev.seawall.server.registry.access.ConfiguredCallers;
import dev.seawall.server.registry.access.Rights;
import dev.seawall.server.registry.access.Tokens;
import dev.seawall.server.registry.gate.FileLedger;
import dev.seawall.server.registry.gate.Gate;
import dev.seawall.server.registry.gate.GateAssembly;
import io.helidon.webserver.http.HttpRouting;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The listener {@code registry}: token service and policy gate in front of another registry. */
public final class RegistryModule implements ServerModule {
    private static final int PORT = 5443;
    private static final String SERVICE = "seawall-registry";

    private final Deque<Closeable> opened = new ArrayDeque<>();
    private @Nullable Gate gate;

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Listener> listeners() {
        return List.of(new Listener.Http("registry", PORT, Listener.Clients.OWN_CERTIFICATE, -1, this::routes));
    }

    @Override
    public void start(ServerContext context) throws IOException {
        if (context.config().keys().isEmpty()) {
            context.out().println("registry: the configuration names no backend, so it guards nothing");
            return;
        }
        RegistryConfig config = RegistryConfig.read(context.config());
        Path home = PrivateFile.folder(context.home().resolve("registry"));
        FileLedger pulls = FileLedger.open(home.resolve("pulls.jsonl"), context.clock());
        opened.push(pulls);
        CurrentPolicy policy = CurrentPolicy.of(config.policy(), GatePolicy::ofOneRegistry);
        Images images = new Images(backendOptions(config));
        opened.push(images);
        Scans scans = new Scans(home.resolve("scans"), advisories(config), context.clock());
        opened.push(scans);
        GateAssembly assembly = GateAssembly.of(
                config.gate(),
                new GateAssembly.Given(
                        new BothCallers(
                                new ConfiguredCallers(config.accounts(), context.clock()),
                                new ServerCallers(context.identity(), context.clock())),
                        Tokens.open(home, context.tls().authority(), SERVICE, context.clock()),
                        new Rights(config.rules()),
                        context.tls().authority(),
                        policy,
                        images,
                        scans,
                        new AuditedLedger(context.audit(), pulls),
                        context.clock()));
        opened.push(assembly);
        gate = assembly.gate();
    }

    /** How the judge reads the backend: with the gate's own login, without any proxy. */
    private static RegistryOptions backendOptions(RegistryConfig config) throws IOException {
        Map<String, String> environment = BackendLogin.environment(config.gate());
        return RegistryOptions.of(environment)
                .withInsecure(
                        config.gate().backend().getScheme().equals("http")
                                ? Set.of(config.gate().backendHost())
                                : Set.of())
                .withCaFile(config.gate().backendCa())
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    private static AdvisorySource advisories(RegistryConfig config) {
        SeawallHome home = SeawallHome.resolve();
        Path folder = config.advisories();
        if (folder != null) {
            return met -> Advisories.folder(folder, home);
        }
        String source = config.advisorySource() == null ? DatabaseUpdate.OSV.toString() : config.advisorySource();
        return new OnDemand(
                home, RegistryOptions.defaults(), source, Duration.ofHours(24), Duration.ofMinutes(10), said -> {});
    }

    private void routes(HttpRouting.Builder routes) {
        Gate started = gate;
        if (started == null) {
            routes.any((request, response) -> response.status(503).send("no registry stands behind this\n"));
        } else {
            routes.any(started::handle);
        }
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
