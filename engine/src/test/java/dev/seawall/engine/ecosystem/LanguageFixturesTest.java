package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder below {@code src/test/resources/ecosystem/ID}: its file {@code expected} lists each package that the
 * ecosystem finds in the folder as {@code path:line name version scope [licences]}, a dash for an unknown version.
 */
final class LanguageFixturesTest {
    static final Path FIXTURES = Path.of("src/test/resources/ecosystem");

    @TestFactory
    Stream<DynamicTest> folders() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> found = Files.walk(FIXTURES)) {
            for (Path expected :
                    found.filter(f -> f.endsWith("expected")).sorted().toList()) {
                Path folder = expected.getParent();
                tests.add(dynamicTest(FIXTURES.relativize(folder).toString(), () -> check(folder)));
            }
        }
        return tests.stream();
    }

    private static void check(Path folder) throws IOException {
        String id = folder.getParent().getFileName().toString();
        Ecosystem ecosystem = Ecosystems.find(id).orElseThrow();
        String expected = Files.readString(folder.resolve("expected"));
        List<String> found = packages(ecosystem, folder).stream()
                .map(LanguageFixturesTest::line)
                .toList();
        assertEquals(expected.lines().sorted().toList(), found.stream().sorted().toList());
    }

    private static List<Package> packages(Ecosystem ecosystem, Path folder) throws IOException {
        FolderFiles files = FolderFiles.walk(folder, ecosystem::wants);
        List<Package> packages = new ArrayList<>();
        for (FileEntry file : files.entries()) {
            packages.addAll(ecosystem.read(file, files).packages());
        }
        return ecosystem.resolve(packages, Os.NONE);
    }

    private static String line(Package pkg) {
        String version = pkg.version().isEmpty() ? "-" : pkg.version();
        String licenses = pkg.licenses().isEmpty() ? "" : " " + String.join(",", pkg.licenses());
        return pkg.path() + ":" + pkg.line() + " " + pkg.name() + " " + version + " " + pkg.scope() + licenses;
    }
}
