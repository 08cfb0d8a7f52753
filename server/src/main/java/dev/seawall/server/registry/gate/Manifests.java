package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.net.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Questions about manifests that the gate asks the backend for itself. */
final class Manifests {
    private static final int MOST_TAGS = 10_000;
    private static final int LARGEST_LIST = 8 << 20;

    private Manifests() {}

    private static String types() {
        return String.join(", ", MediaTypes.MANIFESTS) + ", */*;q=0.1";
    }

    static Backend.Ask head(String repository, String reference) {
        return Backend.Ask.of("HEAD", new RegistryPath.Manifest(repository, reference).path())
                .withHeader("Accept", types());
    }

    /** A manifest as JSON; missing where it is not there or no JSON. */
    static JsonNode json(Backend backend, String repository, String reference) throws OciProblem {
        Backend.Ask ask = Backend.Ask.of("GET", new RegistryPath.Manifest(repository, reference).path())
                .withHeader("Accept", types());
        return json(backend, ask, Pulls.LARGEST_MANIFEST);
    }

    private static JsonNode json(Backend backend, Backend.Ask ask, int limit) throws OciProblem {
        try (Backend.Answer answer = backend.send(ask)) {
            return answer.status() == 200 ? Json.parse(answer.bytes(limit)) : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The tags of a repository, as many as its first answer lists. */
    static List<String> tags(Backend backend, String repository) throws OciProblem {
        Backend.Ask ask = Backend.Ask.of("GET", new RegistryPath.Tags(repository).path());
        List<String> out = new ArrayList<>();
        for (JsonNode tag : json(backend, ask, LARGEST_LIST).path("tags")) {
            if (out.size() < MOST_TAGS
                    && RegistryPath.PART.matcher(tag.asString("")).matches()) {
                out.add(tag.asString(""));
            }
        }
        return out;
    }

    /** Whether one of the tags that the test picks names this digest. */
    static boolean tagsOf(Backend backend, String repository, String digest, Predicate<String> test) throws OciProblem {
        for (String tag : tags(backend, repository)) {
            if (test.test(tag)
                    && backend.send(head(repository, tag))
                            .closed("Docker-Content-Digest")
                            .filter(digest::equals)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
