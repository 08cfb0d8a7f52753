package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.OsvFolder;
import dev.seawall.engine.advisory.feed.RecordSink;
import dev.seawall.engine.net.Downloads;
import dev.seawall.engine.net.Downloads.Fetched;
import dev.seawall.engine.net.Downloads.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What distributions say themselves beside a bucket's records: a file {@code vendor/NAME} of the bucket, or, for OSV's
 * own bucket, the maker's address. A copy that is here is used again where the maker does not answer.
 */
record VendorFeeds(URI base, Path copy, Downloads downloads) {
    private static final long MAX_BYTES = 4L << 30;
    private static final Map<String, String> FILES =
            Map.of("debian", "debian-tracker.json", "red hat", "redhat-vex.tar.zst");
    private static final Map<String, URI> MAKERS =
            Map.of("debian", URI.create("https://security-tracker.debian.org/tracker/data/json"));

    /** Fetches those of some ecosystems; the ecosystems where something changed. */
    Set<String> refresh(Set<String> ecosystems, Consumer<String> progress) {
        Set<String> changed = new TreeSet<>();
        for (String ecosystem : ecosystems) {
            URI address = address(ecosystem);
            if (address != null && refresh(file(copy, ecosystem), address, progress)) {
                changed.add(ecosystem);
            }
        }
        return changed;
    }

    private boolean refresh(Path file, URI address, Consumer<String> progress) {
        Path tag = file.resolveSibling(file.getFileName() + ".tag");
        try {
            progress.accept("fetching " + address);
            String known = Files.exists(file) && Files.exists(tag) ? Files.readString(tag) : "";
            Fetched fetched = downloads.fetch(address, known, file, MAX_BYTES);
            if (fetched.outcome() == Outcome.FETCHED) {
                Files.writeString(tag, fetched.tag());
            }
            return fetched.outcome() == Outcome.FETCHED;
        } catch (IOException e) {
            progress.accept(address + " could not be fetched: " + Database.reason(e));
            return false;
        }
    }

    private @Nullable URI address(String ecosystem) {
        String canonical = EcosystemName.canonical(ecosystem);
        String name = FILES.get(canonical);
        if (base.equals(DatabaseUpdate.OSV) || name == null) {
            return MAKERS.get(canonical);
        }
        URI root = base.toString().endsWith("/") ? base : URI.create(base + "/");
        return root.resolve("vendor/" + name);
    }

    private static Path file(Path copy, String ecosystem) {
        return copy.resolve("vendor").resolve(FILES.getOrDefault(EcosystemName.canonical(ecosystem), "none"));
    }

    /** Hands on the records of the copy of an ecosystem's file, where there is one. */
    static void read(Path copy, String ecosystem, RecordSink sink) throws IOException {
        Path file = file(copy, ecosystem);
        if (Files.exists(file)) {
            OsvFolder.list(file).read(sink);
        }
    }
}
