package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Deno: {@code deno.lock} pins packages of JSR and of npm. */
final class Deno implements LanguageEcosystem {
    private static final FileKinds FILES = FileKinds.NONE.name("deno.lock", Deno::lock);

    @Override
    public String id() {
        return "jsr";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> lock(PackageText file) throws IOException {
        JsonNode root = Json.parse(file.bytes());
        JsonNode packages = root.has("packages") ? root.path("packages") : root;
        List<Package> out = new ArrayList<>();
        pinned(file, packages.path("jsr"), "jsr", out);
        JsonNode npm = packages.path("npm");
        pinned(file, npm.has("packages") ? npm.path("packages") : npm, "npm", out);
        return out;
    }

    /** Keys read {@code @scope/name@1.2.3}, for npm with the peers it was resolved with behind an underscore. */
    private static void pinned(PackageText file, JsonNode section, String ecosystem, List<Package> out) {
        for (String key : section.propertyNames()) {
            int at = key.indexOf('@', 1);
            if (at > 0) {
                String version = key.substring(at + 1).split("_", 2)[0];
                int line = file.lineOfNext("\"" + key + "\"");
                out.add(file.found(ecosystem, key.substring(0, at), version, line));
            }
        }
    }

    @Override
    public String versionScheme() {
        return "npm";
    }
}
