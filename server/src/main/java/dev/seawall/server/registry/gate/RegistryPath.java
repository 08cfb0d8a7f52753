package dev.seawall.server.registry.gate;

import dev.seawall.server.registry.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place of the registry's API. The path that goes to the backend is made anew from these parts, never copied from the
 * client, and a path that can be read in two ways is refused: the backend might read it in the other.
 */
sealed interface RegistryPath {
    /** The path without query, as it goes to the backend. */
    String path();

    /** {@code /v2/}. */
    record Root() implements RegistryPath {
        @Override
        public String path() {
            return "/v2/";
        }
    }

    /** The list of repositories. */
    record Catalog() implements RegistryPath {
        @Override
        public String path() {
            return "/v2/_catalog";
        }
    }

    /** A place in a repository. */
    sealed interface InRepository extends RegistryPath {
        /** Name of the repository. */
        String repository();
    }

    /** The list of tags. */
    record Tags(String repository) implements InRepository {
        @Override
        public String path() {
            return "/v2/" + repository + "/tags/list";
        }
    }

    /** A manifest by tag or digest. */
    record Manifest(String repository, String reference) implements InRepository {
        @Override
        public String path() {
            return "/v2/" + repository + "/manifests/" + reference;
        }
    }

    /** A blob. */
    record Blob(String repository, String digest) implements InRepository {
        @Override
        public String path() {
            return "/v2/" + repository + "/blobs/" + digest;
        }
    }

    /** What refers to a manifest. */
    record Referrers(String repository, String digest) implements InRepository {
        @Override
        public String path() {
            return "/v2/" + repository + "/referrers/" + digest;
        }
    }

    /** The place where uploads start. */
    record Uploads(String repository) implements InRepository {
        @Override
        public String path() {
            return "/v2/" + repository + "/blobs/uploads/";
        }
    }

    /** One upload. */
    record Upload(String repository, String id) implements InRepository {
        @Override
        public String path() {
            return "/v2/" + repository + "/blobs/uploads/" + id;
        }
    }

    /** What characters of references, digests and upload ids may be; none of them means anything in a path. */
    Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.=+:-]{1,1024}");

    /**
     * Reads the path of a request as the client sent it.
     *
     * @throws OciProblem where it is none of the above, or more than one
     */
    static RegistryPath parse(String raw) throws OciProblem {
        String plain = raw.replaceAll("%3[aA]", ":");
        if (plain.equals("/v2") || plain.equals("/v2/")) {
            return new Root();
        }
        if (plain.equals("/v2/_catalog")) {
            return new Catalog();
        }
        if (plain.length() > 2_048 || !plain.startsWith("/v2/") || !isPlain(plain)) {
            throw OciProblem.nameInvalid("This is no path of a registry.");
        }
        List<RegistryPath> readings = Readings.of(plain.substring(4));
        if (readings.size() == 1) {
            return readings.getFirst();
        }
        throw OciProblem.nameInvalid(
                readings.isEmpty()
                        ? "This is no path of a registry, or the name of its repository breaks the rules."
                        : "This path can be read in two ways.");
    }

    private static boolean isPlain(String path) {
        return path.chars().allMatch(c -> c > ' ' && c < 127 && "%;\\\"<>^`{}|?#".indexOf(c) < 0);
    }

    /** The ways to read a path. */
    final class Readings {
        private static final Pattern END =
                Pattern.compile("/(tags/list$|manifests/|blobs/uploads/?$|blobs/uploads/|blobs/|referrers/)");

        private Readings() {}

        static List<RegistryPath> of(String rest) {
            List<RegistryPath> out = new ArrayList<>();
            Matcher end = END.matcher(rest);
            for (int from = 0; end.find(from); from = end.start() + 1) {
                String repository = rest.substring(0, end.start());
                String part = rest.substring(end.end());
                if (Scope.isRepository(repository)) {
                    add(end.group(1), repository, part, out);
                }
            }
            return out;
        }

        private static void add(String kind, String repository, String part, List<RegistryPath> out) {
            boolean good = PART.matcher(part).matches();
            switch (kind.toLowerCase(Locale.ROOT)) {
                case "tags/list" -> out.add(new Tags(repository));
                case "blobs/uploads", "blobs/uploads/" -> {
                    if (part.isEmpty()) {
                        out.add(new Uploads(repository));
                    } else if (good) {
                        out.add(new Upload(repository, part));
                    }
                }
                default -> {
                    if (good) {
                        out.add(
                                switch (kind) {
                                    case "manifests/" -> new Manifest(repository, part);
                                    case "blobs/" -> new Blob(repository, part);
                                    default -> new Referrers(repository, part);
                                });
                    }
                }
            }
        }
    }
}
