package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LuaRocks, packages of Lua: the rockspec of installed and of developed rocks, a small Lua program. */
final class Luarocks implements LanguageEcosystem {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^(?:local\\s+)?([A-Za-z_]\\w*)\\s*=\\s*([^{]*?)\\s*;?\\s*(?:--.*)?$");
    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1");
    private static final Pattern TREE = Pattern.compile("(?:^|/)rocks-5\\.\\d+/([^/]+)/([^/]+)/[^/]+$");
    private static final Pattern LICENCE = Pattern.compile("(?m)^[ \\t]*license\\s*=\\s*([\"'])([^\"'\\n]{1,200})\\1");
    private static final FileKinds FILES = FileKinds.NONE.suffix(".rockspec", Luarocks::rockspec);

    @Override
    public String id() {
        return "luarocks";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> rockspec(PackageText file) {
        Map<String, String> values = new TreeMap<>();
        int line = 0;
        int number = 0;
        for (String text : file.lines()) {
            number++;
            Matcher assignment = ASSIGNMENT.matcher(text);
            if (text.length() < 500 && assignment.find()) {
                String name = assignment.group(1);
                line = name.equals("package") ? number : line;
                values.putIfAbsent(name, value(assignment.group(2), values));
            }
        }
        String name = values.getOrDefault("package", "");
        String version = values.getOrDefault("version", "");
        if (name.isEmpty() || version.isEmpty()) {
            return installed(file);
        }
        Package found = file.found("luarocks", name, version, line);
        String licence = licence(file.text());
        return List.of(licence.isEmpty() ? found : found.withLicenses(List.of(licence)));
    }

    /** A tree of installed rocks tells name and version in its folders: {@code rocks-5.4/NAME/VERSION/}. */
    private static List<Package> installed(PackageText file) {
        Matcher tree = TREE.matcher(file.path());
        return tree.find() ? List.of(file.found("luarocks", tree.group(1), tree.group(2), 0)) : List.of();
    }

    /** Text in quotes, earlier names and {@code ..} between them; anything else is empty. */
    private static String value(String expression, Map<String, String> known) {
        StringBuilder out = new StringBuilder();
        for (String part : expression.split("\\.\\.", -1)) {
            Matcher quoted = QUOTED.matcher(part.strip());
            if (quoted.matches()) {
                out.append(quoted.group(2));
            } else {
                out.append(known.getOrDefault(part.strip(), ""));
            }
        }
        return out.toString();
    }

    private static String licence(String text) {
        Matcher licence = LICENCE.matcher(text);
        return licence.find() ? licence.group(2) : "";
    }

    @Override
    public String versionScheme() {
        return "generic";
    }
}
