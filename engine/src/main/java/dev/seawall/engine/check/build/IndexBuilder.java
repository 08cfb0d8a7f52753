package dev.seawall.engine.check.build;

import dev.seawall.engine.check.Check;
import dev.seawall.engine.check.CheckFile;
import dev.seawall.engine.check.Checks;
import dev.seawall.engine.check.IndexWriter;
import dev.seawall.engine.check.cel.CelFrontEnd;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Run by Maven after compiling: {@code IndexBuilder CHECKS-FOLDER INDEX-FILE}. Names every mistake, then fails. */
public final class IndexBuilder {
    private IndexBuilder() {}

    /** Builds the index; IllegalStateException lists every file that is no valid check. */
    public static void main(String[] arguments) throws IOException {
        List<String> mistakes = new ArrayList<>();
        List<Check> checks = read(Path.of(arguments[0]), mistakes);
        twins(checks, mistakes);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("invalid checks:\n" + String.join("\n", mistakes));
        }
        write(checks, Path.of(arguments[1]));
    }

    private static List<Check> read(Path folder, List<String> mistakes) throws IOException {
        CelFrontEnd cel = CheckFile.frontEnd();
        List<Check> checks = new ArrayList<>();
        for (Path file : Checks.files(folder)) {
            String area = String.valueOf(folder.relativize(file).getName(0));
            try {
                checks.add(CheckFile.parse(cel, area, String.valueOf(file.getFileName()), Files.readAllBytes(file)));
            } catch (IllegalArgumentException e) {
                mistakes.add(folder.relativize(file) + ": " + e.getMessage());
            }
        }
        checks.sort(Comparator.comparing(Check::id));
        return checks;
    }

    private static void twins(List<Check> checks, List<String> mistakes) {
        Map<String, String> areas = new HashMap<>();
        for (Check check : checks) {
            String other = areas.put(check.id(), check.area());
            if (other != null) {
                mistakes.add(check.id() + ": is in " + other + " and in " + check.area());
            }
        }
    }

    private static void write(List<Check> checks, Path index) throws IOException {
        Files.createDirectories(index.toAbsolutePath().getParent());
        Path fresh = index.resolveSibling(index.getFileName() + ".new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
            IndexWriter.write(checks, out);
        }
        Files.move(fresh, index, StandardCopyOption.REPLACE_EXISTING);
    }
}
