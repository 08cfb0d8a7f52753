package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packages that Gentoo's Portage installed: a folder {@code category/name-version} each, with what it owns. */
final class Portage implements Ecosystem {
    private static final Pattern ENTRY =
            Pattern.compile("var/db/pkg/([^/]+)/([^/]+?)-(\\d[^/-]*(?:-r\\d+)?)/(CONTENTS|PF|LICENSE)");
    private static final Pattern OWNED = Pattern.compile("(?:obj (.+) [0-9a-f]+ \\d+|sym (.+?) -> .+ \\d+)");
    private static final Pattern LICENSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]*");

    @Override
    public String id() {
        return "ebuild";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE && ENTRY.matcher(file.path()).matches();
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Matcher entry = ENTRY.matcher(file.path());
        String contents = file.directory() + "/CONTENTS";
        boolean main = file.name().equals("CONTENTS")
                || (file.name().equals("PF") && files.content(contents).isEmpty());
        if (!main || !entry.matches()) {
            return Reading.NOTHING;
        }
        String name = entry.group(1) + "/" + entry.group(2);
        Package pkg = Package.of("ebuild", name, entry.group(3), file.path(), 0)
                .withLicenses(licenses(text(files, file.directory() + "/LICENSE")));
        List<String> owned =
                text(files, contents).lines().flatMap(l -> owned(l).stream()).toList();
        return new Reading(List.of(pkg), List.of(new Reading.OwnedFiles(name, owned)));
    }

    private static Optional<String> owned(String line) {
        Matcher owned = OWNED.matcher(line.strip());
        if (!owned.matches()) {
            return Optional.empty();
        }
        String path = owned.group(1) == null ? owned.group(2) : owned.group(1);
        return Optional.of(OwnedPaths.relative(path));
    }

    private static String text(SameLayerFiles files, String path) throws IOException {
        Optional<FileContent> content = files.content(path);
        return content.isPresent() ? new String(content.get().bytes(), StandardCharsets.UTF_8) : "";
    }

    /** The names in an expression such as {@code || ( MIT BSD ) GPL-2}, each once; USE conditions are no names. */
    private static List<String> licenses(String expression) {
        TreeSet<String> names = new TreeSet<>();
        for (String word : expression.split("\\s+")) {
            if (LICENSE.matcher(word).matches()) {
                names.add(word);
            }
        }
        return List.copyOf(names);
    }

    @Override
    public List<Package> resolve(List<Package> visible, Os os) {
        return Distributions.distinct(visible);
    }

    /** Nobody files advisories about Gentoo in a form that names packages and ranges. */
    @Override
    public String versionScheme() {
        return "portage";
    }
}
