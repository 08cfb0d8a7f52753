package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The {@code [project]} table of a {@code pyproject.toml} without a lock file beside it: its dependencies and optional
 * dependencies, at the version they pin or the bound they set.
 */
final class Pyproject implements FileFormat {
    private static final List<String> LOCKS =
            List.of("poetry.lock", "pdm.lock", "uv.lock", "pylock.toml", "Pipfile.lock", "requirements.txt");
    private static final Set<String> DEVELOPMENT = Set.of("dev", "test", "tests", "develop", "development", "testing");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("pyproject.toml");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (FileFormats.hasBeside(file, files, LOCKS)) {
            return Reading.NOTHING;
        }
        Located project = Located.toml(FileFormats.bytes(file.path(), files)).get("project");
        PackageList found = new PackageList("pypi", file.path());
        add(project.get("dependencies"), Scope.PROD, file.path(), found);
        project.get("optional-dependencies").fields().forEach((group, list) -> {
            Scope scope = DEVELOPMENT.contains(group) ? Scope.DEV : Scope.PROD;
            add(list, scope, file.path(), found);
        });
        return found.reading();
    }

    private static void add(Located list, Scope scope, String path, PackageList found) {
        for (Located item : list.items()) {
            Requirement.parse(item.text())
                    .map(r -> new Requirement(r.name().toLowerCase(Locale.ROOT), r.operator(), r.version(), r.single()))
                    .map(r -> r.at(path, item.line()))
                    .map((Package pkg) -> pkg.withScope(scope))
                    .ifPresent(found::add);
        }
    }
}
