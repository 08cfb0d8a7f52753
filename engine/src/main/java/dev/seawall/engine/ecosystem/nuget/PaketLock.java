package dev.seawall.engine.ecosystem.nuget;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code paket.lock}: under NUGET, lines indented by four are packages, by six what they ask for; under GITHUB, those
 * that name a repository.
 */
final class PaketLock implements FileFormat {
    private static final Pattern ENTRY = Pattern.compile(" {4}(?<name>[^\\s(]+) \\((?<version>[^\\s()]+)\\).*");
    private static final Pattern REPOSITORY = Pattern.compile("[^/]+/[^/]+");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("paket.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<Package> found = new ArrayList<>();
        String section = "";
        int number = 0;
        for (String line :
                (Iterable<String>) FileFormats.text(file.path(), files).lines()::iterator) {
            number++;
            if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
                section = line.strip();
            }
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                add(section, entry, file.path(), number, found);
            }
        }
        return Reading.of(found);
    }

    private static void add(String section, Matcher entry, String path, int line, List<Package> found) {
        String name = entry.group("name");
        String version = entry.group("version");
        if (section.equals("NUGET")) {
            found.add(Package.of("nuget", name, version, path, line));
        } else if (section.equals("GITHUB") && REPOSITORY.matcher(name).matches()) {
            found.add(Package.of("github", name, version, path, line));
        }
    }
}
