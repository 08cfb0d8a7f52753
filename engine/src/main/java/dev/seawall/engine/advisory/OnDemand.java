package dev.seawall.engine.advisory;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The installed database, completed with what a scan met and it lacks or has not looked after for too long. Nothing that
 * goes wrong here stops a scan: it becomes a problem of the data and so a warning and a notice of the report. A source
 * that did not answer within seconds is left alone for a while, so that machines without a network stay quick.
 *
 * @param source folder, {@code file:} or {@code https:} address of a bucket; {@code none} to fetch nothing ever
 * @param maxAge of the installed data before it is looked after again
 * @param timeLimit for all of the fetching
 * @param progress told in words what is being done
 */
public record OnDemand(
        SeawallHome home,
        RegistryOptions net,
        String source,
        Duration maxAge,
        Duration timeLimit,
        Consumer<String> progress)
        implements AdvisorySource {

    /** The source that is none: nothing is fetched. */
    public static final String NONE = "none";

    /** How long a source that did not answer is left alone. */
    public static final Duration LEFT_ALONE = Duration.ofMinutes(30);

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(4);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Object ONE_AT_A_TIME = new Object();

    @Override
    public Advisories open(SortedSet<String> ecosystems) {
        List<String> problems = new ArrayList<>();
        if (!source.equals(NONE) && !wanted(ecosystems).isEmpty()) {
            fetch(ecosystems, problems);
        }
        SortedSet<String> stale = wanted(ecosystems);
        SortedSet<String> installed = database().installed();
        stale.removeIf(each -> !installed.contains(EcosystemName.canonical(each)));
        if (!stale.isEmpty()) {
            problems.add("The advisories of " + String.join(", ", stale) + " were last updated more than "
                    + maxAge.toHours() + " hours ago");
        }
        return Advisories.open(home).with(problems, stale);
    }

    private Database database() {
        return Database.at(home.advisories());
    }

    private Instant oldest() {
        return Instant.now().minus(maxAge);
    }

    /** What is missing or too old. */
    private SortedSet<String> wanted(SortedSet<String> ecosystems) {
        return database().outdated(ecosystems, oldest());
    }

    /** The problem's text says no more than that there is one, so that two scans of one target report alike. */
    private void fetch(SortedSet<String> ecosystems, List<String> problems) {
        try {
            if (isLeftAlone()) {
                throw new IOException("it did not answer a short while ago");
            }
            SortedSet<String> offered = within(FIRST_ANSWER, () -> hasty().offered(source, wanted(ecosystems)));
            if (!offered.isEmpty()) {
                problems.addAll(within(timeLimit, () -> bring(ecosystems)));
            }
        } catch (IOException | SeawallException e) {
            progress.accept(source + ": " + (e instanceof SeawallException known ? known.because() : e.getMessage()));
            problems.add("The advisory source " + source
                    + " could not be read, so nothing was fetched; `seawall db update` tries again and says why");
            leaveAlone();
        }
    }

    private DatabaseUpdate hasty() {
        RegistryOptions once = net.withTimeouts(CONNECT, FIRST_ANSWER).withRetries(0, Thread::sleep);
        return new DatabaseUpdate(home, once, progress);
    }

    /** Under a lock, so that scans that start together fetch once; what could not be had and why. */
    private List<String> bring(SortedSet<String> ecosystems) throws IOException {
        Files.createDirectories(home.advisories());
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel = FileChannel.open(
                            home.advisories().resolve("fetching"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                DatabaseUpdate update = new DatabaseUpdate(home, net.withTimeouts(CONNECT, SILENCE), progress);
                SortedSet<String> offered = update.offered(source, wanted(ecosystems));
                return lock.isValid() && !offered.isEmpty() ? update.fromLeniently(source, offered) : List.of();
            }
        }
    }

    private static <T> T within(Duration limit, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("advisories").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new IOException("it took longer than " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SeawallException known) {
                throw known;
            }
            throw new IOException(reason(e.getCause()), e.getCause());
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException e ? Database.reason(e) : String.valueOf(cause);
    }

    private Path mark() {
        return DatabaseUpdate.copyOf(home, source).resolve("unreachable");
    }

    private boolean isLeftAlone() {
        try {
            FileTime since = Files.getLastModifiedTime(mark());
            return since.toInstant().plus(LEFT_ALONE).isAfter(Instant.now());
        } catch (IOException never) {
            return false;
        }
    }

    private void leaveAlone() {
        if (!DatabaseUpdate.isRemote(source)) {
            return;
        }
        try {
            Files.createDirectories(DatabaseUpdate.copyOf(home, source));
            Files.writeString(mark(), "");
        } catch (IOException readOnly) {
            progress.accept("cannot note in " + home.cache() + " that " + source + " does not answer");
        }
    }
}
