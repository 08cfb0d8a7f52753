package dev.seawall.engine.ecosystem.gem;

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
 * {@code *.gemspec}: Ruby source that RubyGems writes into {@code specifications} for each installed gem, with name,
 * version and licences as literals. Source trees' own, whose version is computed, tell nothing.
 */
final class Gemspec implements FileFormat {
    private static final Pattern FIELD = Pattern.compile(
            "\\w+\\.(?<field>name|version|licenses?)\\s*=\\s*(?:Gem::Version\\.new\\s*\\(?\\s*)?(?<value>[\\[\"'].*)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith(".gemspec");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        String name = "";
        String version = "";
        int nameLine = 0;
        List<String> licenses = List.of();
        int number = 0;
        for (String line :
                (Iterable<String>) FileFormats.text(file.path(), files).lines()::iterator) {
            number++;
            Matcher field = FIELD.matcher(line.strip());
            List<String> values = field.matches() ? quoted(field.group("value")) : List.of();
            if (values.isEmpty()) {
                continue;
            }
            switch (field.group("field")) {
                case "name" -> {
                    name = values.getFirst();
                    nameLine = number;
                }
                case "version" -> version = values.getFirst();
                default -> licenses = values;
            }
        }
        if (name.isEmpty() || version.isEmpty() || (name + version).contains("#{")) {
            return Reading.NOTHING;
        }
        return Reading.of(
                List.of(Package.of("gem", name, version, file.path(), nameLine).withLicenses(licenses)));
    }

    private static List<String> quoted(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return found;
    }
}
