package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import tools.jackson.databind.JsonNode;

/** Pub, packages of Dart and Flutter: the lock, the resolved {@code package_config.json} and {@code pubspec.yaml}. */
final class Pub implements LanguageEcosystem {
    private static final Pattern FOLDER = Pattern.compile(".*?-(\\d+\\.\\d+\\.\\d+.*)");
    private static final FileKinds FILES = FileKinds.NONE
            .name("pubspec.lock", Pub::lock)
            .name("package_config.json", Pub::config)
            .name("pubspec.yaml", Pub::manifest);

    @Override
    public String id() {
        return "pub";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> lock(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (NodeTuple entry : Nodes.entries(Nodes.child(Nodes.root(file), "packages"))) {
            String name = Nodes.text(entry.getKeyNode());
            String version = Nodes.text(entry.getValueNode(), "version");
            boolean dev = Nodes.text(entry.getValueNode(), "dependency").contains("dev");
            Package found = file.found("pub", name, version, Nodes.line(entry.getKeyNode()));
            out.add(found.withScope(dev ? Scope.DEV : Scope.PROD));
        }
        return out;
    }

    /** What was resolved for one checkout; the version is only in the name of the cached folder. */
    private static List<Package> config(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (JsonNode entry : Json.parse(file.bytes()).path("packages").values()) {
            String name = entry.path("name").asString("");
            String uri = entry.path("rootUri").asString("");
            Matcher version = FOLDER.matcher(uri.substring(uri.lastIndexOf('/') + 1));
            if (!name.isEmpty()) {
                int line = file.lineOfNext("\"" + name + "\"");
                out.add(file.found("pub", name, version.matches() ? version.group(1) : "", line));
            }
        }
        return out;
    }

    /** A manifest with a version is a package itself; one without is an application, of which the ranges are known. */
    private static List<Package> manifest(PackageText file) throws IOException {
        Node root = Nodes.root(file);
        String name = Nodes.text(root, "name");
        String version = Nodes.text(root, "version");
        if (!name.isEmpty() && !version.isEmpty()) {
            return List.of(file.found("pub", name, version, file.lineOfNext(name)));
        }
        List<Package> out = new ArrayList<>();
        wanted(file, Nodes.child(root, "dependencies"), Scope.PROD, out);
        wanted(file, Nodes.child(root, "dev_dependencies"), Scope.DEV, out);
        wanted(file, Nodes.child(root, "dependency_overrides"), Scope.PROD, out);
        return out;
    }

    private static void wanted(PackageText file, @Nullable Node section, Scope scope, List<Package> out) {
        for (NodeTuple entry : Nodes.entries(section)) {
            String name = Nodes.text(entry.getKeyNode());
            String plain = Nodes.text(entry.getValueNode());
            String range = plain.isEmpty() ? Nodes.text(entry.getValueNode(), "version") : plain;
            if (!range.isEmpty() && !name.equals("flutter")) {
                Package found = file.found("pub", name, range, Nodes.line(entry.getKeyNode()));
                out.add(found.withScope(scope));
            }
        }
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("Pub", pkg.name(), pkg.version()));
    }
}
