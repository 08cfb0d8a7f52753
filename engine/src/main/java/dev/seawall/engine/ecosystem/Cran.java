package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** CRAN, packages of R: {@code renv.lock}, {@code packrat.lock} and the {@code DESCRIPTION} of installed packages. */
final class Cran implements LanguageEcosystem {
    /** Repositories that serve CRAN's own packages under its versions. */
    private static final Set<String> MIRRORS = Set.of("CRAN", "RSPM", "PPM", "P3M");

    private static final Pattern LIBRARY =
            Pattern.compile("/R/|/site-library/|r-packages/|/library/[^/]+/DESCRIPTION$");
    private static final Pattern CONSTRAINT = Pattern.compile("\\([^)]*\\)");
    private static final FileKinds FILES = FileKinds.NONE
            .name("renv.lock", Cran::renv)
            .name("packrat.lock", Cran::packrat)
            .name("DESCRIPTION", Cran::description);

    @Override
    public String id() {
        return "cran";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> renv(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (JsonNode entry : Json.parse(file.bytes()).path("Packages").values()) {
            String name = entry.path("Package").asString("");
            if (!name.isEmpty() && MIRRORS.contains(entry.path("Repository").asString(""))) {
                int line = file.lineOfNext("\"" + name + "\"");
                out.add(file.found("cran", name, entry.path("Version").asString(""), line));
            }
        }
        return out;
    }

    private static List<Package> packrat(PackageText file) throws IOException {
        if (!file.text().contains("PackratFormat:")) {
            throw new MalformedFileException("not a packrat.lock");
        }
        List<Package> out = new ArrayList<>();
        int number = 1;
        for (String section : file.text().split("\n\\s*\n")) {
            Map<String, String> fields = fields(section);
            if (fields.getOrDefault("Source", "").equals("CRAN") && fields.containsKey("Package")) {
                String version = fields.getOrDefault("Version", "");
                out.add(file.found("cran", fields.getOrDefault("Package", ""), version, number));
            }
            number += 1 + (int) section.chars().filter(c -> c == '\n').count() + 1;
        }
        return out;
    }

    /** An installed package is itself; the sources of a project tell what it needs, without versions. */
    private static List<Package> description(PackageText file) {
        Map<String, String> fields = fields(file.text());
        String name = fields.getOrDefault("Package", "");
        String version = fields.getOrDefault("Version", "");
        boolean installed =
                fields.containsKey("Built") || LIBRARY.matcher(file.path()).find();
        if (installed && !name.isEmpty() && !version.isEmpty()) {
            String licence = fields.getOrDefault("License", "");
            Package self = file.found("cran", name, version, file.lineOfNext("Package:"));
            return List.of(licence.isEmpty() ? self : self.withLicenses(List.of(licence)));
        }
        List<Package> out = new ArrayList<>();
        for (String field : List.of("Depends", "Imports", "LinkingTo", "Suggests", "Enhances")) {
            boolean dev = field.equals("Suggests") || field.equals("Enhances");
            needed(file, fields.getOrDefault(field, ""), dev ? Scope.DEV : Scope.PROD, out);
        }
        return out;
    }

    private static void needed(PackageText file, String list, Scope scope, List<Package> out) {
        for (String entry : CONSTRAINT.matcher(list).replaceAll("").split(",")) {
            String name = entry.strip();
            if (!name.isEmpty() && !name.equals("R")) {
                out.add(file.found("cran", name, "", file.lineOfNext(name)).withScope(scope));
            }
        }
    }

    /** Debian-style fields; lines that begin with a blank continue the one before. */
    private static Map<String, String> fields(String text) {
        Map<String, String> out = new TreeMap<>();
        String key = "";
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            boolean continues = line.startsWith(" ") || line.startsWith("\t");
            if (continues && !key.isEmpty()) {
                out.merge(key, line.strip(), (before, more) -> before + " " + more);
            } else if (!continues && colon > 0) {
                key = line.substring(0, colon).strip();
                out.put(key, line.substring(colon + 1).strip());
            }
        }
        return out;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("CRAN", pkg.name(), pkg.version()));
    }
}
