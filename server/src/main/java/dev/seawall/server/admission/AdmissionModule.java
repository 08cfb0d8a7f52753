package dev.seawall.server.admission;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.AdvisorySource;
import dev.seawall.engine.advisory.DatabaseUpdate;
import dev.seawall.engine.advisory.OnDemand;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.judge.CurrentPolicy;
import dev.seawall.server.judge.Images;
import dev.seawall.server.judge.JudgedImages;
import dev.seawall.server.judge.Scans;
import dev.seawall.server.module.Listener;
import dev.seawall.server.module.ServerContext;
import dev.seawall.server.module.ServerModule;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The listener {@code admission}: a webhook for Kubernetes. {@code /mutate} pins images by the digests that were judged;
 * every other path only validates.
 */
public final class AdmissionModule implements ServerModule {
    private static final int PORT = 9443;
    private static final int LARGEST_REVIEW = 8 << 20;
    /** Kubernetes itself waits ten seconds unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final Deque<Closeable> opened = new ArrayDeque<>();
    private @Nullable Reviewer reviewer;
    private @Nullable AuditLog audit;

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public List<Listener> listeners() {
        return List.of(
                new Listener.Http("admission", PORT, Listener.Clients.ANY_CERTIFICATE, LARGEST_REVIEW, this::routes));
    }

    @Override
    public void start(ServerContext context) throws IOException {
        AdmissionConfig config = AdmissionConfig.read(context.config(), System.getenv());
        Path home = PrivateFile.folder(context.home().resolve("admission"));
        CurrentPolicy policy = CurrentPolicy.of(config.policy(), read -> read.withPatience(PATIENCE));
        Images images = new Images(RegistryOptions.defaults()
                .withInsecure(config.insecure())
                .withCaFile(config.ca())
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(20)));
        opened.push(images);
        Scans scans = new Scans(home.resolve("scans"), advisories(config), context.clock());
        opened.push(scans);
        audit = context.audit();
        reviewer = new Reviewer(config, new JudgedImages(policy, images, scans, context.clock()), context.clock());
    }

    private static AdvisorySource advisories(AdmissionConfig config) {
        SeawallHome home = SeawallHome.resolve();
        Path folder = config.advisories();
        if (folder != null) {
            return met -> Advisories.folder(folder, home);
        }
        String source = config.advisorySource().isEmpty() ? DatabaseUpdate.OSV.toString() : config.advisorySource();
        return new OnDemand(
                home, RegistryOptions.defaults(), source, Duration.ofHours(24), Duration.ofMinutes(10), said -> {});
    }

    private void routes(HttpRouting.Builder routes) {
        routes.get("/health", (request, response) -> response.send("{\"status\":\"ok\"}\n"))
                .post(this::review);
    }

    private void review(ServerRequest request, ServerResponse response) {
        Reviewer by = reviewer;
        AuditLog log = audit;
        if (by == null || log == null) {
            throw new IllegalStateException("a review before the start");
        }
        response.header("Content-Type", "application/json");
        try (InputStream in = request.content().inputStream()) {
            Review review = Review.parse(in.readNBytes(LARGEST_REVIEW));
            boolean mutates = request.path().path().startsWith("/mutate");
            ReviewAnswer answer = mutates ? by.mutate(review) : by.validate(review);
            record(log, request, review, answer);
            response.send(answer.json(review.uid()));
        } catch (IOException e) {
            String address = request.remotePeer().host();
            log.record("-", address, "admission.review", "", AuditLog.Outcome.FAILED, "" + e.getMessage());
            response.status(400).send("{\"error\":\"This is no review: " + plain("" + e.getMessage()) + ".\"}\n");
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9 .,:;/()_-]", "?");
    }

    private static void record(AuditLog log, ServerRequest request, Review review, ReviewAnswer answer) {
        String why = answer.mode() + (answer.message().isEmpty() ? "" : ": " + answer.message());
        log.record(
                review.user(),
                request.remotePeer().host(),
                "admission." + (answer.mode().equals("enforce") ? "review" : answer.mode()),
                review.operation() + " " + review.subject(),
                answer.allowed() ? AuditLog.Outcome.OK : AuditLog.Outcome.REFUSED,
                why);
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
