package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The size budget of the house, over the main sources of all four modules. */
final class SourceShapeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<Path> FILES = new ArrayList<>();
    private static final List<Method> METHODS = new ArrayList<>();

    /** Longer than allowed, for a reason that an ADR gives. */
    private static final List<String> EXCEPTIONS = List.of("State.decodeLoop", "Inflate.decodeLoop"); // docs/adr/001

    private record Method(String place, long lines) {}

    @BeforeAll
    static void readSources() throws IOException {
        for (String module : List.of("engine", "agent", "server", "cli")) {
            try (Stream<Path> paths = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                paths.filter(path -> path.toString().endsWith(".java")).sorted().forEach(FILES::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(FILES);
            JavacTask task = (JavacTask) compiler.getTask(null, manager, d -> {}, List.of("-proc:none"), null, units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new MethodScanner(unit, positions), null);
            }
        }
    }

    @Test
    void noMethodIsLongerThanFortyLines() {
        List<Method> tooLong = METHODS.stream()
                .filter(m -> m.lines() > 40 && !EXCEPTIONS.contains(m.place()))
                .toList();
        assertTrue(tooLong.isEmpty(), "methods over 40 lines: " + tooLong);
    }

    @Test
    void methodsAreShort() {
        assertTrue(
                percentile(METHODS.stream().map(Method::lines).toList(), 0.9) <= 16, "p90 of method lines is over 16");
    }

    @Test
    void filesAreShort() throws IOException {
        List<Long> lines = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (Path file : FILES) {
            long count = Files.readString(file).lines().count();
            lines.add(count);
            if (count > 500) {
                tooLong.add(ROOT.relativize(file) + " " + count);
            }
        }
        assertTrue(tooLong.isEmpty(), "files over 500 lines: " + tooLong);
        assertTrue(percentile(lines, 0.9) <= 250, "p90 of file lines is over 250");
    }

    @Test
    void everyPackageIsNullMarked() {
        List<Path> unmarked = FILES.stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.isRegularFile(folder.resolve("package-info.java")))
                .toList();
        assertTrue(unmarked.isEmpty(), "packages without a @NullMarked package-info.java: " + unmarked);
        assertFalse(FILES.isEmpty(), "no sources found");
    }

    private static long percentile(List<Long> values, double share) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    /** Collects the body length of every method, braces included. */
    private static final class MethodScanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private String type = "";

        MethodScanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            type = tree.getSimpleName().toString();
            return super.visitClass(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            if (tree.getBody() != null) {
                var lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, tree.getBody()));
                long last = lines.getLineNumber(positions.getEndPosition(unit, tree.getBody()));
                METHODS.add(new Method(type + "." + tree.getName(), last - first + 1));
            }
            return super.visitMethod(tree, null);
        }
    }
}
