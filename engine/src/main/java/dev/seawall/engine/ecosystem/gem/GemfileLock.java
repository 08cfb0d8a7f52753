package dev.seawall.engine.ecosystem.gem;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Gemfile.lock} and {@code gems.locked}: under {@code specs:} of the GEM, GIT, PATH and PLUGIN SOURCE sections,
 * lines indented by four are gems, by six what they ask for. A platform after the version is dropped.
 */
final class GemfileLock implements FileFormat {
    private static final Set<String> SOURCES = Set.of("GEM", "GIT", "PATH", "PLUGIN SOURCE");
    private static final Pattern SPEC =
            Pattern.compile(" {4}(?<name>[^\\s()]+) \\((?<version>[^()\\s-]+)(?:-[^()]*)?\\)!?");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith("Gemfile.lock") || file.name().equals("gems.locked");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        PackageList found = new PackageList("gem", file.path());
        boolean inSource = false;
        int number = 0;
        for (String line :
                (Iterable<String>) FileFormats.text(file.path(), files).lines()::iterator) {
            number++;
            if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
                inSource = SOURCES.contains(line.strip());
            } else if (inSource) {
                Matcher spec = SPEC.matcher(line.stripTrailing());
                if (spec.matches()) {
                    found.add(spec.group("name"), spec.group("version"), number, Scope.PROD);
                }
            }
        }
        return found.reading();
    }
}
