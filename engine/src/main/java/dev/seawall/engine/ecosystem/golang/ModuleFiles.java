package dev.seawall.engine.ecosystem.golang;

import dev.seawall.engine.ecosystem.PackageText;
import dev.seawall.engine.ecosystem.golang.ModuleDirectives.Directive;
import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Modules from go.mod, go.work, go.sum and vendor/modules.txt. */
public final class ModuleFiles {
    private static final Pattern GO = Pattern.compile("(?:go)?(\\d+)\\.(\\d+)([^\\s-]*)(?:-.*)?");
    private static final Pattern VERSION =
            Pattern.compile("v(\\d+)\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?(\\+incompatible)?");
    private static final Pattern MAJOR = Pattern.compile(".*/v([2-9]|[1-9]\\d+)");
    private static final Pattern GOPKG = Pattern.compile("gopkg\\.in/.*\\.v(\\d+)(?:-unstable)?");
    private static final Pattern IMPORT = Pattern.compile("[A-Za-z0-9._~+-]+(?:/[A-Za-z0-9._~+-]+)*");

    /** Before 1.17 go.mod leaves out what is needed indirectly. */
    private static final int COMPLETE_SINCE = 17;

    /** Before modules were the default, the go line was a leftover that said nothing of the tool chain in use. */
    private static final int MEANINGFUL_SINCE = 16;

    private ModuleFiles() {}

    private record Module(String path, String version) {}

    /**
     * What a go.mod requires, after its replacements and exclusions, and the standard library of its go or toolchain
     * line.
     *
     * @param sum the go.sum beside it, or null
     */
    public static List<Package> goMod(PackageText file, @Nullable PackageText sum) {
        List<Directive> directives = ModuleDirectives.parse(file);
        Map<Module, Package> required = new LinkedHashMap<>();
        for (Directive d : directives) {
            if (d.verb().equals("require") && d.words().size() >= 2) {
                Module module = new Module(d.words().get(0), d.words().get(1));
                required.putIfAbsent(module, module(file, module.path, module.version, d.line()));
            }
        }
        directives.forEach(d -> replace(file, d, required));
        directives.forEach(d -> exclude(d, required));
        Map<String, Package> out = new LinkedHashMap<>();
        required.values().forEach(p -> out.putIfAbsent(p.name() + "@" + p.version(), p));
        int minor = minorVersion(directives);
        if (sum != null && minor >= 0 && minor < COMPLETE_SINCE) {
            goSum(sum).forEach(p -> out.putIfAbsent(p.name() + "@" + p.version(), p));
        }
        List<Package> packages = new ArrayList<>(out.values());
        standardLibrary(file, directives).ifPresent(packages::add);
        return packages;
    }

    private static void replace(PackageText file, Directive d, Map<Module, Package> required) {
        int arrow = d.words().indexOf("=>");
        if (!d.verb().equals("replace") || arrow < 1 || arrow + 1 >= d.words().size()) {
            return;
        }
        String path = d.words().getFirst();
        String only = arrow > 1 ? d.words().get(1) : "";
        String newPath = d.words().get(arrow + 1);
        String newVersion = arrow + 2 < d.words().size() ? d.words().get(arrow + 2) : "";
        // a folder has neither a name of its own nor a version
        String name = isFolder(newPath) ? path : newPath;
        required.replaceAll((module, before) -> {
            boolean meant = module.path.equals(path) && (only.isEmpty() || module.version.equals(only));
            return meant ? module(file, name, newVersion, d.line()) : before;
        });
    }

    private static void exclude(Directive d, Map<Module, Package> required) {
        if (d.verb().equals("exclude") && d.words().size() >= 2) {
            required.remove(new Module(d.words().get(0), d.words().get(1)));
        }
    }

    private static boolean isFolder(String path) {
        return path.startsWith("./")
                || path.startsWith("../")
                || path.startsWith("/")
                || path.equals(".")
                || path.equals("..")
                || path.contains("\\");
    }

    private static Package module(PackageText file, String path, String version, int line) {
        return file.found("golang", path, version, line);
    }

    private static int minorVersion(List<Directive> directives) {
        for (Directive d : directives) {
            Matcher version = GO.matcher(d.words().isEmpty() ? "" : d.words().getFirst());
            if (d.verb().equals("go") && version.matches() && version.group(2).length() < 6) {
                return version.group(1).equals("1") ? Integer.parseInt(version.group(2)) : 1_000;
            }
        }
        return -1;
    }

    /** From the toolchain line, else from the go line. */
    private static Optional<Package> standardLibrary(PackageText file, List<Directive> directives) {
        for (String verb : List.of("toolchain", "go")) {
            for (Directive d : directives) {
                Matcher version =
                        GO.matcher(d.words().isEmpty() ? "" : d.words().getFirst());
                if (d.verb().equals(verb) && version.matches()) {
                    boolean meaningful = verb.equals("toolchain") || minorVersion(directives) >= MEANINGFUL_SINCE;
                    String number = version.group(1) + "." + version.group(2) + version.group(3);
                    return meaningful
                            ? Optional.of(file.found("golang", "stdlib", number, d.line()))
                            : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Every module whose content go.sum knows; lines for go.mod files alone say only that they were looked at. */
    public static List<Package> goSum(PackageText file) {
        Map<String, Package> out = new LinkedHashMap<>();
        int number = 0;
        for (String line : file.lines()) {
            number++;
            String[] words = line.strip().split("\\s+");
            if (words.length == 3 && !words[1].endsWith("/go.mod")) {
                out.putIfAbsent(words[0] + "@" + words[1], module(file, words[0], words[1], number));
            }
        }
        return List.copyOf(out.values());
    }

    /**
     * A workspace: its standard library, what it replaces by released modules, and what its sum file adds.
     *
     * @param sum the go.work.sum beside it, or null
     */
    public static List<Package> goWork(PackageText file, @Nullable PackageText sum) {
        List<Directive> directives = ModuleDirectives.parse(file);
        Map<String, Package> out = new LinkedHashMap<>();
        for (Directive d : directives) {
            int arrow = d.words().indexOf("=>");
            if (d.verb().equals("replace")
                    && arrow >= 0
                    && arrow + 2 < d.words().size()) {
                Package found = module(file, d.words().get(arrow + 1), d.words().get(arrow + 2), d.line());
                out.putIfAbsent(found.name() + "@" + found.version(), found);
            }
        }
        if (sum != null) {
            goSum(sum).forEach(p -> out.putIfAbsent(p.name() + "@" + p.version(), p));
        }
        List<Package> packages = new ArrayList<>(out.values());
        standardLibrary(file, directives).ifPresent(packages::add);
        return packages;
    }

    /** Modules of vendor/modules.txt of which at least one package was vendored. */
    public static List<Package> vendored(PackageText file) {
        Map<String, Package> out = new LinkedHashMap<>();
        Package pending = null;
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("# ")) {
                pending = header(file, line.substring(2), number);
            } else if (pending != null && IMPORT.matcher(line).matches()) {
                out.putIfAbsent(pending.name() + "@" + pending.version(), pending);
                pending = null;
            }
        }
        return List.copyOf(out.values());
    }

    private static @Nullable Package header(PackageText file, String header, int line) {
        List<String> words = List.of(header.strip().split("\\s+"));
        int arrow = words.indexOf("=>");
        if (arrow < 0) {
            return checked(file, words, line);
        }
        List<String> by = words.subList(arrow + 1, words.size());
        Package replacement = checked(file, by, line);
        boolean folder = by.size() == 1 && isFolder(by.getFirst());
        return replacement == null && folder ? checked(file, words.subList(0, arrow), line) : replacement;
    }

    private static @Nullable Package checked(PackageText file, List<String> words, int line) {
        return words.size() == 2 && isRelease(words.get(0), words.get(1))
                ? module(file, words.get(0), words.get(1), line)
                : null;
    }

    /** Whether a module path and a version can belong together: the major version is part of the path from 2 on. */
    private static boolean isRelease(String path, String version) {
        Matcher number = VERSION.matcher(version);
        if (!number.matches() || path.indexOf('.') < 0 || path.indexOf('.') > (path + "/").indexOf('/')) {
            return false;
        }
        String major = number.group(1);
        boolean incompatible = number.group(2) != null;
        Matcher suffix = (path.startsWith("gopkg.in/") ? GOPKG : MAJOR).matcher(path);
        if (!suffix.matches()) {
            return incompatible || major.equals("0") || major.equals("1");
        }
        String wanted = suffix.group(1);
        return !incompatible && (major.equals(wanted) || (wanted.equals("1") && major.equals("0")));
    }
}
