package dev.seawall.server.api;

import dev.seawall.server.agents.Enrolment;
import dev.seawall.server.events.EventFeed;
import dev.seawall.server.inventory.ScanEvidence;
import dev.seawall.server.job.JobRunner;
import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import dev.seawall.server.pages.Site;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The listener {@code web}: the HTTP API and, unless left out, the pages over it. */
public final class WebModule implements ServerModule {
    private static final int PORT = 8443;
    /** Each operation has a tighter bound of its own. */
    private static final long LARGEST_BODY_BYTES = 256L << 20;

    private final boolean pages;
    private @Nullable Running running;

    /** What there is once the module has started. */
    private record Running(Api api, JobRunner jobs, Housekeeping housekeeping, EventFeed feed) {}

    private WebModule(boolean pages) {
        this.pages = pages;
    }

    /** The API and its pages. */
    public static ServerModule withPages() {
        return new WebModule(true);
    }

    /** The API alone. */
    public static ServerModule withoutPages() {
        return new WebModule(false);
    }

    @Override
    public String name() {
        return pages ? "web" : "api";
    }

    @Override
    public void start(ServerContext context) {
        context.config().only(Set.of());
        Metrics metrics = new Metrics();
        EventFeed feed = new EventFeed(context.stores().events());
        JobRunner jobs = new JobRunner(context.stores().jobs(), Workers.all(context), context.clock());
        Api api = new Api(context.identity(), context.audit(), operations(context, metrics, jobs, feed), metrics);
        running = new Running(api, jobs, Housekeeping.start(context, feed), feed);
        jobs.start();
    }

    /** Every operation of the API; a new resource is a class and a line here. */
    static List<Operation> operations(ServerContext context, Metrics metrics, JobRunner jobs, EventFeed feed) {
        var stores = context.stores();
        Enrolment enrolment = new Enrolment(
                stores.agents(), stores.links(), context.tls().authority(), context.audit(), context.clock());
        SessionApi sessions = new SessionApi(context.identity(), context.audit());
        List<Operation> all = new ArrayList<>();
        all.addAll(new SystemApi(context.audit(), metrics, () -> stores.events().last()).operations());
        all.addAll(sessions.operations());
        all.addAll(new UsersApi(context.identity()).operations());
        all.addAll(new ScansApi(stores, context.audit(), context.clock()).operations());
        all.addAll(new PoliciesApi(stores.policies(), context.audit(), context.clock()).operations());
        all.addAll(new JobsApi(stores.jobs(), jobs, feed, context.audit(), context.clock()).operations());
        all.addAll(new PostureApi(List.of(new ScanEvidence(stores.scans()))).operations());
        all.addAll(
                new AgentsApi(stores.agents(), enrolment, context.tls().authority(), context.audit(), context.clock())
                        .operations());
        return all;
    }

    @Override
    public List<Listener> listeners() {
        return List.of(
                new Listener.Http("web", PORT, Listener.Clients.OWN_CERTIFICATE, LARGEST_BODY_BYTES, this::routes));
    }

    private void routes(HttpRouting.Builder routes) {
        routes.addFilter(new SecurityHeaders());
        if (running != null) {
            running.api().route(routes);
            if (pages) {
                new Site().route(routes);
            }
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.jobs().close();
            running.housekeeping().close();
        }
    }

    @Override
    public void stopping() {
        if (running != null) {
            running.feed().close();
        }
    }
}
