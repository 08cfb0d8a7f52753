package dev.seawall.engine.policy;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what says which findings shall not count: Seawall's exceptions and the ignore files of other tools. */
public final class IgnoreFiles {
    /** The names looked for, Seawall's own first. */
    public static final List<String> NAMES = List.of(
            "seawall-exceptions.yaml",
            ".trivyignore.yaml",
            ".trivyignore",
            ".grype.yaml",
            ".dockleignore",
            ".gitleaksignore");

    private static final long MAX_BYTES = 20_000_000;

    private IgnoreFiles() {}

    /**
     * Reads every known file of a target, each name beside the target or else in the current folder.
     *
     * @param beside the target, a folder or a file
     * @throws SeawallException where one of them is broken
     */
    public static List<Waiver> search(Path beside, Path current) {
        List<Waiver> waivers = new ArrayList<>();
        for (String name : NAMES) {
            Path near = Files.isDirectory(beside) ? beside.resolve(name) : beside.resolveSibling(name);
            Path here = current.resolve(name);
            if (Files.isRegularFile(near)) {
                waivers.addAll(read(near));
            } else if (Files.isRegularFile(here)) {
                waivers.addAll(read(here));
            }
        }
        return waivers;
    }

    /**
     * Reads one file, of whichever kind.
     *
     * @throws SeawallException where it cannot be read or is broken
     */
    public static List<Waiver> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Entry.broken(file.toString(), "it is larger than 20 MB");
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the ignore file " + file,
                    "it cannot be opened: " + e.getMessage(),
                    "Name a readable file",
                    e);
        }
    }

    /**
     * Reads the content of one file; its kind is told by its name, else by what is inside.
     *
     * @param name as verdicts and warnings shall print it
     * @throws SeawallException where it is broken
     */
    public static List<Waiver> read(String name, byte[] content) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        boolean yaml = base.endsWith(".yaml") || base.endsWith(".yml");
        if (base.endsWith(".gitleaksignore")) {
            return PlainIgnoreFile.gitleaks(name, text(content));
        }
        return yaml ? ofYaml(name, content) : PlainIgnoreFile.ids(name, text(content));
    }

    private static List<Waiver> ofYaml(String name, byte[] content) {
        Entry root = Entry.parse(name, content);
        if (root.has("exceptions")) {
            return ExceptionFile.read(root);
        }
        boolean trivy = TrivyIgnoreFile.SECTIONS.keySet().stream().anyMatch(root::has);
        return trivy ? TrivyIgnoreFile.read(root) : GrypeIgnoreFile.read(root);
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
