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
 * {@code poetry.lock}. Old ones state a category, new ones groups; those between say nothing, so the pyproject.toml
 * beside is asked.
 */
final class PoetryLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("poetry.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<Located> packages = Located.toml(FileFormats.bytes(file.path(), files))
                .get("package")
                .items();
        Located project = Located.toml(FileFormats.bytes(FileFormats.beside(file, "pyproject.toml"), files));
        Set<String> development = developmentOnly(packages, project.get("tool").get("poetry"));
        PackageList found = new PackageList("pypi", file.path());
        for (Located entry : packages) {
            String name = entry.get("name").text();
            boolean isDev = states(entry) ? isDevelopment(entry) : development.contains(Pypi.normalized(name));
            found.add(name, entry.get("version").text(), entry.line(), isDev ? Scope.DEV : Scope.PROD);
        }
        return found.reading();
    }

    private static boolean states(Located entry) {
        return entry.get("category").isPresent() || entry.get("groups").isPresent();
    }

    private static boolean isDevelopment(Located entry) {
        List<String> groups = entry.get("groups").texts();
        return entry.get("category").text().equals("dev") || (!groups.isEmpty() && !groups.contains("main"));
    }

    private static Set<String> developmentOnly(List<Located> packages, Located poetry) {
        Set<String> development = names(poetry.get("dev-dependencies"));
        poetry.get("group").fields().values().forEach(group -> development.addAll(names(group.get("dependencies"))));
        ScopeGraph graph = new ScopeGraph();
        for (Located entry : packages) {
            String from = Pypi.normalized(entry.get("name").text());
            names(entry.get("dependencies")).forEach(to -> graph.add(from, to));
        }
        return graph.developmentOnly(names(poetry.get("dependencies")), development);
    }

    private static Set<String> names(Located table) {
        Set<String> names = new HashSet<>();
        table.fields().keySet().forEach(name -> names.add(Pypi.normalized(name)));
        return names;
    }
}
