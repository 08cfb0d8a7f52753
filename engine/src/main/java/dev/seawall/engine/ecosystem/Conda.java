package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;

/** Conda: the record of each installed package and pinned entries of {@code environment.yml}. */
final class Conda implements LanguageEcosystem {
    private static final Pattern PINNED =
            Pattern.compile("(?:[\\w./-]+::)?([\\w.-]+)\\s*={1,2}\\s*([^=\\s<>!*,|]+)(?:=.*)?");
    private static final FileKinds FILES = FileKinds.NONE
            .when(Conda::isRecord, Conda::installed)
            .when(f -> f.name().equals("environment.yml") || f.name().equals("environment.yaml"), Conda::environment);

    @Override
    public String id() {
        return "conda";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static boolean isRecord(FileEntry file) {
        String folder = file.directory();
        return file.name().endsWith(".json") && (folder.equals("conda-meta") || folder.endsWith("/conda-meta"));
    }

    private static List<Package> installed(PackageText file) throws IOException {
        JsonNode root = Json.parse(file.bytes());
        String name = root.path("name").asString("");
        String version = root.path("version").asString("");
        if (name.isEmpty() || version.isEmpty()) {
            return List.of();
        }
        String licence = root.path("license").asString("");
        Package found = file.found("conda", name, version, file.lineOfNext("\"name\""))
                .withQualifier("build", root.path("build").asString(""))
                .withQualifier("subdir", root.path("subdir").asString(""));
        return List.of(licence.isEmpty() ? found : found.withLicenses(List.of(licence)));
    }

    private static List<Package> environment(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (Node item : Nodes.items(Nodes.child(Nodes.root(file), "dependencies"))) {
            String text = Nodes.text(item);
            Matcher pinned = PINNED.matcher(text.length() > 300 ? "" : text);
            if (pinned.matches()) {
                out.add(file.found("conda", pinned.group(1), pinned.group(2), Nodes.line(item)));
            }
        }
        return out;
    }
}
