package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Package;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text that distroless Azure Linux images keep instead of a database, one package per line and tabs between: name,
 * version-release, install time, build time, vendor, epoch or (none), size, architecture, epoch or 0, source package.
 */
final class RpmManifest {
    private static final Pattern EPOCH = Pattern.compile("\\d{1,10}");

    private RpmManifest() {}

    static Reading read(byte[] content, String path) throws MalformedFileException {
        List<Package> packages = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) new String(content, StandardCharsets.UTF_8).lines()::iterator) {
            number++;
            String[] columns = line.split("\t", -1);
            if (columns.length >= 10 && !columns[0].isEmpty()) {
                long epoch = EPOCH.matcher(columns[8]).matches() ? Long.parseLong(columns[8]) : 0;
                packages.add(Rpm.build(columns[0], columns[1], epoch, columns[9].strip(), path)
                        .withQualifier("arch", columns[7])
                        .withPath(path, number));
            } else if (!line.isBlank()) {
                throw new MalformedFileException("a line of " + columns.length + " columns");
            }
        }
        return Reading.of(packages);
    }
}
