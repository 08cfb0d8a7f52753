package dev.seawall.engine.check;

import dev.seawall.engine.check.cel.CelFrontEnd;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The checks there are: Seawall's own, read from the index that the build made, and those of users. */
public final class Checks {
    private static final String INDEX = "/check/index.bin";

    private Checks() {}

    /** Seawall's own checks, sorted by id. */
    public static List<Check> builtIn() {
        try (InputStream in = Checks.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw new IllegalStateException("the index of checks is missing: the build did not run its step");
            }
            return IndexReader.read(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the index of checks cannot be read", e);
        }
    }

    /**
     * Checks of a user's folder, sorted by id: every YAML file in it, in the form of our own.
     *
     * @throws SeawallException naming the file that is no valid check
     */
    public static List<Check> folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SeawallException("read checks from " + folder, "it is no folder", "Name a folder of check files");
        }
        CelFrontEnd cel = CheckFile.frontEnd();
        List<Check> checks = new ArrayList<>();
        for (Path file : files(folder)) {
            checks.add(read(cel, folder, file));
        }
        checks.sort(Comparator.comparing(Check::id));
        return checks;
    }

    /** The check files below a folder, sorted. */
    public static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SeawallException(
                    "read checks from " + folder, String.valueOf(e.getMessage()), "Make it readable", e);
        }
    }

    private static Check read(CelFrontEnd cel, Path folder, Path file) {
        try {
            return CheckFile.parse(
                    cel, area(folder, file), String.valueOf(file.getFileName()), Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new SeawallException(
                    "read the check " + file, String.valueOf(e.getMessage()), "See docs/guide/writing-checks.md", e);
        }
    }

    private static String area(Path folder, Path file) {
        Path inside = folder.relativize(file);
        return inside.getNameCount() > 1 ? inside.getName(0).toString() : "own";
    }

    /** Both lists as one, sorted by id; a user's check replaces ours of the same id. */
    static List<Check> merged(List<Check> ours, List<Check> theirs) {
        Map<String, Check> all = new HashMap<>();
        ours.forEach(check -> all.put(check.id(), check));
        theirs.forEach(check -> all.put(check.id(), check));
        return all.values().stream().sorted(Comparator.comparing(Check::id)).toList();
    }
}
