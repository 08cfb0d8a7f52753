package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.ecosystem.ScopeGraph;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code uv.lock}. The project itself, {@code source = { virtual = "." }}, is no package; what only its
 * dev-dependencies reach is development.
 */
final class UvLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("uv.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<Located> packages = Located.toml(FileFormats.bytes(file.path(), files))
                .get("package")
                .items();
        Set<String> development = developmentOnly(packages);
        PackageList found = new PackageList("pypi", file.path());
        for (Located entry : packages) {
            String name = entry.get("name").text();
            if (!entry.get("source").get("virtual").text().equals(".")) {
                Scope scope = development.contains(name) ? Scope.DEV : Scope.PROD;
                found.add(name, entry.get("version").text(), entry.line(), scope);
            }
        }
        return found.reading();
    }

    private static Set<String> developmentOnly(List<Located> packages) {
        ScopeGraph graph = new ScopeGraph();
        Set<String> production = new HashSet<>();
        Set<String> development = new HashSet<>();
        for (Located entry : packages) {
            String from = entry.get("name").text();
            addNames(entry.get("dependencies"), graph, from);
            entry.get("optional-dependencies").fields().values().forEach(extra -> addNames(extra, graph, from));
            if (isLocal(entry.get("source"))) {
                production.add(from);
                entry.get("dev-dependencies").fields().values().stream()
                        .flatMap(group -> group.items().stream())
                        .forEach(item -> development.add(item.get("name").text()));
            }
        }
        return graph.developmentOnly(production, development);
    }

    private static void addNames(Located list, ScopeGraph graph, String from) {
        list.items().forEach(item -> graph.add(from, item.get("name").text()));
    }

    private static boolean isLocal(Located source) {
        return source.get("virtual").isPresent() || source.get("editable").isPresent();
    }
}
