package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.Set;

/**
 * {@code setup.py}: its string literals that are requirements. Pins count wherever they stand; bounds only where the
 * literal is part of {@code install_requires} itself.
 */
final class SetupPy implements FileFormat {
    private static final Set<String> BOUNDS = Set.of(">=", "<=");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("setup.py");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        PackageList found = new PackageList("pypi", file.path());
        PythonStrings.read(FileFormats.text(file.path(), files)).forEach(literal -> {
            int line = literal.line();
            for (String text : (Iterable<String>) literal.text().lines()::iterator) {
                add(text, literal.assignedTo(), file.path(), line++, found);
            }
        });
        return found.reading();
    }

    private static void add(String text, String assignedTo, String path, int line, PackageList found) {
        Requirement.parse(text)
                .filter(r -> r.isPinned() || (assignedTo.equals("install_requires") && BOUNDS.contains(r.operator())))
                .ifPresent(r -> found.add(r.at(path, line).withScope(scope(assignedTo))));
    }

    private static Scope scope(String assignedTo) {
        return assignedTo.equals("tests_require") ? Scope.DEV : Scope.PROD;
    }
}
