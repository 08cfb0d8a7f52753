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

/** {@code paket.dependencies} without a lock file: {@code nuget NAME [~> VERSION]} and {@code github OWNER/NAME[:TAG]}. */
final class PaketDependencies implements FileFormat {
    private static final Pattern NUGET = Pattern.compile(
            "nuget\\s+(?<name>[\\w.-]+)(?:\\s+(?:~>|>=|<=|==|=|>|<)?\\s*(?<version>\\d[\\w.+-]*))?(?:\\s.*)?");
    private static final Pattern GITHUB =
            Pattern.compile("github\\s+(?<name>[\\w.-]+/[\\w.-]+)(?::(?<version>\\S+))?.*");
    private static final int LONGEST_LINE = 1000;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{32,40}");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("paket.dependencies");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        if (FileFormats.hasBeside(file, files, List.of("paket.lock"))) {
            return Reading.NOTHING;
        }
        List<Package> found = new ArrayList<>();
        int number = 0;
        for (String line :
                (Iterable<String>) FileFormats.text(file.path(), files).lines()::iterator) {
            number++;
            if (line.length() > LONGEST_LINE) {
                continue;
            }
            add("nuget", NUGET.matcher(line.strip()), file.path(), number, found);
            add("github", GITHUB.matcher(line.strip()), file.path(), number, found);
        }
        return Reading.of(found);
    }

    private static void add(String ecosystem, Matcher line, String path, int number, List<Package> found) {
        if (line.matches()) {
            String version = line.group("version") == null ? "" : line.group("version");
            boolean isCommit = COMMIT.matcher(version).matches();
            found.add(Package.of(ecosystem, line.group("name"), isCommit ? "" : version, path, number));
        }
    }
}
