package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** vcpkg, packages of C and C++: the status file of what is installed and the manifest of a project. */
final class Vcpkg implements LanguageEcosystem {
    private static final Pattern ENTRY = Pattern.compile(
            "(?m)^Package: (\\S+)\\n(?:(?!Feature:)\\S[^\\n]*\\n){0,40}?Version: (\\S+)(?:\\n(?:Port-Version: (\\d+)))?");
    private static final FileKinds FILES = FileKinds.NONE
            .when(
                    f -> f.path().endsWith("vcpkg_installed/vcpkg/status")
                            || f.path().endsWith("installed/vcpkg/status"),
                    Vcpkg::status)
            .name("vcpkg.json", Vcpkg::manifest);

    @Override
    public String id() {
        return "vcpkg";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> status(PackageText file) {
        List<Package> out = new ArrayList<>();
        Matcher entry = ENTRY.matcher(file.text());
        while (entry.find()) {
            String port = entry.group(3) == null ? "" : "#" + entry.group(3);
            Package found = file.found("vcpkg", entry.group(1), entry.group(2) + port, file.lineOf(entry.start()));
            out.add(found);
        }
        return out;
    }

    /** The project itself where it has a name and a version, and what it overrides, which is exact. */
    private static List<Package> manifest(PackageText file) throws IOException {
        JsonNode root = Json.parse(file.bytes());
        List<Package> out = new ArrayList<>();
        add(file, root, out);
        for (JsonNode override : root.path("overrides").values()) {
            add(file, override, out);
        }
        return out;
    }

    private static void add(PackageText file, JsonNode node, List<Package> out) {
        String name = node.path("name").asString("");
        for (String key : List.of("version", "version-semver", "version-date", "version-string")) {
            String version = node.path(key).asString("");
            if (!name.isEmpty() && !version.isEmpty()) {
                int port = node.path("port-version").asInt(0);
                String full = port > 0 ? version + "#" + port : version;
                out.add(file.found("vcpkg", name, full, file.lineOfNext("\"" + name + "\"")));
                return;
            }
        }
    }

    @Override
    public String versionScheme() {
        return "generic";
    }
}
