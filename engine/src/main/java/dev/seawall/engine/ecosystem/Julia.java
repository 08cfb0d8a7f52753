package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Packages of Julia: {@code Manifest.toml} of every generation and the package a {@code Project.toml} describes. */
final class Julia implements LanguageEcosystem {
    private static final Pattern MANIFEST = Pattern.compile("(?:Julia)?Manifest(?:-v[\\d.]+)?\\.toml");
    private static final FileKinds FILES = FileKinds.NONE
            .when(f -> MANIFEST.matcher(f.name()).matches(), Julia::manifest)
            .when(f -> f.name().equals("Project.toml") || f.name().equals("JuliaProject.toml"), Julia::project);

    @Override
    public String id() {
        return "julia";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> manifest(PackageText file) throws IOException {
        TomlTable root = Tables.parse(file);
        TomlTable deps = Tables.table(root, "deps");
        TomlTable section = deps == null ? root : deps;
        List<Package> out = new ArrayList<>();
        for (String name : section.keySet()) {
            TomlArray entries = Tables.array(section, name);
            for (int i = 0; entries != null && i < entries.size(); i++) {
                if (entries.get(i) instanceof TomlTable entry) {
                    add(file, name, entry, out);
                }
            }
        }
        return out;
    }

    /** Packages without a version are Julia's own standard library, released with it. */
    private static void add(PackageText file, String name, TomlTable entry, List<Package> out) {
        String version = Tables.text(entry, "version");
        if (!version.isEmpty()) {
            Package found = file.found("julia", name, version, Tables.line(entry, "version"));
            out.add(found.withQualifier("uuid", Tables.text(entry, "uuid")));
        }
    }

    private static List<Package> project(PackageText file) throws IOException {
        TomlTable root = Tables.parse(file);
        String name = Tables.text(root, "name");
        String version = Tables.text(root, "version");
        return name.isEmpty() || version.isEmpty()
                ? List.of()
                : List.of(file.found("julia", name, version, Tables.line(root, "name")));
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("Julia", pkg.name(), pkg.version()));
    }
}
