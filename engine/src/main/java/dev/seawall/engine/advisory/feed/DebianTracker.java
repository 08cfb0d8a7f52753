package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.AffectedPackage;
import dev.seawall.engine.ecosystem.DebianReleases;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.version.AffectedRange;
import dev.seawall.engine.version.AffectedVersions;
import dev.seawall.engine.version.VersionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Reads the Debian security tracker's {@code data/json}: source package, CVE, release. It has what OSV's copy of it
 * leaves out: that Debian will not publish a fix ({@code nodsa}, with {@code ignored} or {@code postponed}).
 *
 * @see <a href="https://security-team.debian.org/security_tracker.html">the tracker's words</a>
 */
final class DebianTracker {
    /** Bytes of a file that are enough to tell. */
    static final int HEAD_BYTES = 512;

    private static final Pattern HEAD =
            Pattern.compile("\\s*\\{\\s*\"[a-z0-9][a-z0-9.+-]*\"\\s*:\\s*\\{\\s*\"(CVE|TEMP)-.*", Pattern.DOTALL);
    private static final String ID = "DEBIAN-TRACKER-";
    private static final ObjectReader ONE_VALUE =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, String> summaries = new TreeMap<>();
    private final Map<String, List<AffectedPackage>> affected = new TreeMap<>();

    private DebianTracker() {}

    /** Whether a file that starts like this is the tracker's. */
    static boolean isOne(byte[] head) {
        return HEAD.matcher(new String(head, StandardCharsets.ISO_8859_1)).matches();
    }

    /** One record for each CVE. @throws IOException where the document is malformed or cut off */
    static List<Advisory> read(InputStream content) throws IOException {
        DebianTracker tracker = new DebianTracker();
        try (JsonParser parser = Json.mapper().createParser(content)) {
            parser.nextToken();
            for (String source = parser.nextName(); source != null; source = parser.nextName()) {
                parser.nextToken();
                tracker.source(source, parser);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("the Debian tracker's document is cut off");
            }
        } catch (JacksonException e) {
            throw new IOException("malformed JSON: " + e.getOriginalMessage(), e);
        }
        List<Advisory> records = new ArrayList<>();
        tracker.affected.forEach((cve, packages) -> records.add(tracker.record(cve, packages)));
        return records;
    }

    private Advisory record(String cve, List<AffectedPackage> packages) {
        String summary = summaries.getOrDefault(cve, "");
        String page = "https://security-tracker.debian.org/tracker/" + cve;
        return new Advisory(
                ID + cve, "", false, List.of(), List.of(cve), List.of(), summary, List.of(), packages, List.of(page));
    }

    private void source(String name, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String cve = parser.nextName(); cve != null; cve = parser.nextName()) {
            parser.nextToken();
            JsonNode problem = ONE_VALUE.readTree(parser);
            if (cve.startsWith("CVE-")) {
                problem(name, cve, problem);
            }
        }
    }

    private void problem(String source, String cve, JsonNode problem) {
        for (Map.Entry<String, JsonNode> release : problem.path("releases").properties()) {
            DebianReleases.number(release.getKey())
                    .flatMap(number -> packageOf(source, number, release.getValue()))
                    .ifPresent(each -> affected.computeIfAbsent(cve, key -> new ArrayList<>())
                            .add(each));
        }
        summaries.putIfAbsent(cve, OsvReader.summary("", OsvReader.text(problem, "description")));
    }

    /** Empty where the release is not affected. */
    private static Optional<AffectedPackage> packageOf(String source, String number, JsonNode release) {
        String fixed = OsvReader.text(release, "fixed_version");
        boolean resolved = OsvReader.text(release, "status").equals("resolved");
        if (resolved && (fixed.isEmpty() || fixed.equals("0"))) {
            return Optional.empty();
        }
        List<VersionEvent> events = resolved
                ? List.of(VersionEvent.introduced("0"), VersionEvent.fixed(fixed))
                : List.of(VersionEvent.introduced("0"));
        return Optional.of(new AffectedPackage(
                "Debian:" + number,
                source,
                new AffectedVersions(List.of(new AffectedRange(events)), List.of()),
                OsvReader.text(release, "urgency"),
                resolved ? "" : status(release),
                List.of(),
                List.of(),
                "",
                ""));
    }

    private static String status(JsonNode release) {
        String reason = OsvReader.text(release, "nodsa_reason");
        if (!reason.isEmpty()) {
            return reason;
        }
        if (OsvReader.text(release, "urgency").contains("end-of-life")) {
            return "end-of-life";
        }
        return release.has("nodsa") ? "no-dsa" : OsvReader.text(release, "status");
    }
}
