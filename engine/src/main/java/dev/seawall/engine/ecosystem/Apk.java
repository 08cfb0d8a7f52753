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
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Packages that apk installed, as on Alpine, Wolfi and Chainguard; one text file lists them and their files. */
final class Apk implements Ecosystem {
    private static final Set<String> DATABASES = Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");
    private static final Pattern EXPRESSION = Pattern.compile(".*(?:\\b(?:AND|OR|WITH)\\b|[()]).*");

    @Override
    public String id() {
        return "apk";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE && DATABASES.contains(file.path());
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty() || content.get().sizeBytes() == 0) {
            return Reading.NOTHING;
        }
        Database database = new Database(file.path());
        new String(content.get().bytes(), StandardCharsets.UTF_8).lines().forEach(database::line);
        database.end();
        if (database.packages.isEmpty()) {
            throw new MalformedFileException("not an apk database");
        }
        return new Reading(database.packages, database.owned);
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.name(id(), Distributions.distinct(visible), os);
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return Distributions.keys(pkg, os);
    }

    /** Old databases list bare names, newer ones SPDX expressions. */
    static List<String> licenses(String field) {
        if (field.isBlank()) {
            return List.of();
        }
        boolean expression = EXPRESSION.matcher(field).matches();
        return expression ? List.of(field.strip()) : List.of(field.strip().split("\\s+"));
    }

    /** Collects packages from lines {@code letter:value}; a blank line ends a package. */
    private static final class Database {
        private final String path;
        private final List<Package> packages = new ArrayList<>();
        private final List<Reading.OwnedFiles> owned = new ArrayList<>();
        private Map<Character, String> fields = new TreeMap<>();
        private List<String> files = new ArrayList<>();
        private String directory = "";
        private int number;
        private int start;

        Database(String path) {
            this.path = path;
        }

        void line(String line) {
            number++;
            if (line.isBlank()) {
                end();
            } else if (line.length() >= 2 && line.charAt(1) == ':') {
                start = fields.isEmpty() ? number : start;
                field(line.charAt(0), line.substring(2).strip());
            }
        }

        private void field(char letter, String value) {
            switch (letter) {
                case 'F' -> directory = OwnedPaths.relative(value);
                case 'R' -> files.add(directory.isEmpty() ? value : directory + "/" + value);
                default -> fields.putIfAbsent(letter, value);
            }
        }

        void end() {
            String name = value('P');
            if (!name.isEmpty()) {
                String origin = value('o').isEmpty() ? name : value('o');
                packages.add(Package.of("apk", name, value('V'), path, start)
                        .withSource(new SourcePackage(origin, value('V')))
                        .withQualifier("arch", value('A'))
                        .withLicenses(licenses(value('L'))));
                owned.add(new Reading.OwnedFiles(name, OwnedPaths.merged(files)));
            }
            fields = new TreeMap<>();
            files = new ArrayList<>();
            directory = "";
        }

        private String value(char letter) {
            return fields.getOrDefault(letter, "");
        }
    }
}
