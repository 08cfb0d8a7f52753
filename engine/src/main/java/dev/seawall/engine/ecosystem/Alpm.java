package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Packages that pacman installed, as on Arch Linux: one folder each with {@code desc} and {@code files}. */
final class Alpm implements Ecosystem {
    private static final Pattern ENTRY = Pattern.compile("var/lib/pacman/local/[^/]+/(?:desc|files)");

    @Override
    public String id() {
        return "alpm";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE && ENTRY.matcher(file.path()).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (!file.name().equals("desc")) {
            return Reading.NOTHING;
        }
        Map<String, List<String>> desc = sections(files, file.path());
        String name = first(desc, "NAME");
        String version = first(desc, "VERSION");
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedFileException("a pacman description without a name or version");
        }
        String base = first(desc, "BASE").isEmpty() ? name : first(desc, "BASE");
        Package pkg = Package.of("alpm", name, version, file.path(), 0)
                .withSource(new SourcePackage(base, version))
                .withQualifier("arch", first(desc, "ARCH"))
                .withLicenses(desc.getOrDefault("LICENSE", List.of()));
        List<String> owned = sections(files, file.directory() + "/files").getOrDefault("FILES", List.of());
        return new Reading(List.of(pkg), List.of(new Reading.OwnedFiles(name, withoutDirectories(owned))));
    }

    private static List<String> withoutDirectories(List<String> paths) {
        return paths.stream()
                .filter(p -> !p.endsWith("/"))
                .map(OwnedPaths::relative)
                .toList();
    }

    /** Values by the {@code %NAME%} above them; the lines of an absent file are none. */
    private static Map<String, List<String>> sections(SameLayerFiles files, String path) throws IOException {
        Map<String, List<String>> sections = new TreeMap<>();
        Optional<FileContent> content = files.content(path);
        String text = content.isPresent() ? new String(content.get().bytes(), StandardCharsets.UTF_8) : "";
        List<String> values = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            boolean heading = line.length() > 2 && line.startsWith("%") && line.endsWith("%");
            if (heading) {
                values = sections.computeIfAbsent(line.substring(1, line.length() - 1), n -> new ArrayList<>());
            } else if (!line.isBlank()) {
                values.add(line.strip());
            }
        }
        return sections;
    }

    private static String first(Map<String, List<String>> sections, String name) {
        List<String> values = sections.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.name(id(), Distributions.distinct(visible), os);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return Distributions.keys(pkg, os);
    }
}
