package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** opam, packages of OCaml: opam files of installed packages and of projects, and the list of a switch. */
final class Opam implements LanguageEcosystem {
    private static final Pattern INSTALLED =
            Pattern.compile("([A-Za-z0-9_+-]+)\\.(v?\\d[^\\s/]*|base|system|transition)(?:\\s.*)?");
    private static final Pattern OPAM = Pattern.compile("(?m)^[ \\t]*(?:opam-version|depends|depopts|maintainer)\\s*:");
    private static final Pattern PLACE = Pattern.compile("(?:^|/)([A-Za-z0-9_+-]+)\\.(v?\\d[^/]*)/opam$");
    private static final Pattern VERSION = Pattern.compile("(?m)^version\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("(?m)^name\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern LICENCE = Pattern.compile("(?m)^license\\s*:\\s*\\[?\\s*\"([^\"]+)\"");
    private static final Pattern DEPENDS = Pattern.compile("(?m)^[ \\t]*(?:depends|depopts)\\s*:\\s*");
    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){0,500})\"|[\\[\\]{}]");
    private static final FileKinds FILES = FileKinds.NONE
            .when(f -> f.path().endsWith(".opam-switch/install") || f.name().endsWith(".install"), Opam::installed)
            .when(f -> f.name().equals("opam") || f.name().endsWith(".opam"), Opam::opamFile);

    @Override
    public String id() {
        return "opam";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    /** Lines {@code name.version}; other tools call other lists {@code .install}, those are not packages. */
    private static List<Package> installed(PackageText file) {
        List<Package> out = new ArrayList<>();
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = INSTALLED.matcher(line);
            if (!entry.matches()) {
                return List.of();
            }
            out.add(file.found("opam", entry.group(1), entry.group(2), number));
        }
        return out;
    }

    /** With a version it is that package; without one it is a project, of which the wishes are known by name. */
    private static List<Package> opamFile(PackageText file) {
        String text = file.withoutComments("(*", "*)", List.of("#"));
        if (!OPAM.matcher(text).find()) {
            return List.of();
        }
        Matcher place = PLACE.matcher(file.path());
        boolean placed = place.find();
        String version = field(VERSION, text, placed ? place.group(2) : "");
        String name = field(NAME, text, placed ? place.group(1) : file.path().replaceAll(".*/|\\.opam$", ""));
        if (!version.isEmpty() && !name.equals("opam")) {
            String licence = field(LICENCE, text, "");
            Package self = file.found("opam", name, version, file.lineOfNext("version:"));
            return List.of(licence.isEmpty() ? self : self.withLicenses(List.of(licence)));
        }
        List<Package> out = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Matcher depends = DEPENDS.matcher(text);
        while (depends.find()) {
            wishes(file, text, depends.end(), seen, out);
        }
        return out;
    }

    private static String field(Pattern pattern, String text, String otherwise) {
        Matcher field = pattern.matcher(text);
        return field.find() ? field.group(1) : otherwise;
    }

    /** Quoted names up to the closing bracket; quotes inside braces are versions and conditions. */
    private static void wishes(PackageText file, String text, int from, Set<String> seen, List<Package> out) {
        boolean list = text.startsWith("[", from);
        int braces = 0;
        int brackets = 0;
        Matcher token = TOKEN.matcher(text).region(from, text.length());
        while (token.find()) {
            char c = token.group().charAt(0);
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            String name = token.group(1);
            boolean wish = name != null && braces == 0 && !name.matches("[\\d.]*");
            if (wish && seen.add(name)) {
                out.add(file.found("opam", name, "", file.lineOf(token.start())));
            }
            if (brackets <= 0 && (wish || list)) {
                return;
            }
        }
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("opam", pkg.name(), pkg.version()));
    }
}
