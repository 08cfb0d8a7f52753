package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Conan, packages of C and C++: {@code conan.lock} of both generations, {@code conanfile.txt} and the
 * {@code conaninfo.txt} of built packages. References read
 * {@code name/version[@user[/channel]][#revision][:package[#revision]][%timestamp]}.
 */
final class Conan implements LanguageEcosystem {
    private static final Pattern REFERENCE =
            Pattern.compile("([^/@#:%\\s]+)/([^@#:%]+?)(?:@([^/#:%]*)(?:/([^#:%]*))?)?(?:#([^:%]*))?(?:[:%].*)?");
    private static final Pattern BUILT = Pattern.compile("(?:^|/)([^/]+)/([^/]+)/([^/]+)/([^/]+)/package/[^/]+/[^/]+$");
    private static final FileKinds FILES = FileKinds.NONE
            .name("conan.lock", Conan::lock)
            .manifest("conanfile.txt", "conan.lock", Conan::conanfile)
            .name("conaninfo.txt", Conan::info);

    @Override
    public String id() {
        return "conan";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> lock(PackageText file) throws IOException {
        JsonNode root = Json.parse(file.bytes());
        List<Package> out = new ArrayList<>();
        JsonNode nodes = root.path("graph_lock").path("nodes");
        for (JsonNode node : nodes.values()) {
            boolean local = !node.path("path").asString("").isEmpty();
            if (!local) {
                String older = node.path("pref").asString("");
                add(file, older.isEmpty() ? node.path("ref").asString("") : older, Scope.PROD, out);
            }
        }
        requires(file, root.path("requires"), Scope.PROD, out);
        requires(file, root.path("build_requires"), Scope.DEV, out);
        requires(file, root.path("python_requires"), Scope.DEV, out);
        return out;
    }

    private static void requires(PackageText file, JsonNode list, Scope scope, List<Package> out) {
        for (JsonNode reference : list.values()) {
            add(file, reference.asString(""), scope, out);
        }
    }

    private static void add(PackageText file, String reference, Scope scope, List<Package> out) {
        int line = file.lineOfNext("\"" + reference + "\"");
        Package found = parse(file, reference, line);
        if (found != null) {
            out.add(found.withScope(scope));
        }
    }

    private static List<Package> conanfile(PackageText file) {
        List<Package> out = new ArrayList<>();
        String section = "";
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            String line = withoutComment(raw).strip();
            if (line.startsWith("[") && line.endsWith("]") && !line.contains("/")) {
                section = line.toLowerCase(Locale.ROOT);
            } else if (!line.isEmpty() && (section.equals("[requires]") || section.equals("[tool_requires]"))) {
                Package found = parse(file, line, number);
                found = found == null ? file.found("conan", nameOnly(line), "", number) : found;
                out.add(found.withScope(section.equals("[requires]") ? Scope.PROD : Scope.DEV));
            }
        }
        return out;
    }

    /** A revision is {@code #} without a space before it, a comment has one or begins the line. */
    private static String withoutComment(String line) {
        if (line.startsWith("#") || line.startsWith(";")) {
            return "";
        }
        int at = line.indexOf(" #");
        return at < 0 ? line : line.substring(0, at);
    }

    private static String nameOnly(String reference) {
        return reference.split("[@#:%/]", 2)[0];
    }

    private static List<Package> info(PackageText file) {
        List<Package> out = new ArrayList<>();
        Matcher built = BUILT.matcher(file.path());
        if (built.find()) {
            Package self = file.found("conan", built.group(1), built.group(2), 0);
            out.add(owned(self, built.group(3), built.group(4), ""));
        }
        String wanted = file.text().contains("[full_requires]") ? "[full_requires]" : "[requires]";
        String section = "";
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("[")) {
                section = line;
            } else if (section.equals(wanted)) {
                Package found = parse(file, line, number);
                if (found != null) {
                    out.add(found);
                }
            }
        }
        return out;
    }

    private static @Nullable Package parse(PackageText file, String reference, int line) {
        Matcher parts = REFERENCE.matcher(reference.strip());
        if (!parts.matches()) {
            return null;
        }
        Package found = file.found("conan", parts.group(1), parts.group(2).strip(), line);
        return owned(found, parts.group(3), parts.group(4), parts.group(5));
    }

    private static Package owned(
            Package found, @Nullable String user, @Nullable String channel, @Nullable String revision) {
        return found.withNamespace(stated(user))
                .withQualifier("channel", stated(channel))
                .withQualifier("rrev", stated(revision));
    }

    /** {@code _} stands for none in folders and references alike. */
    private static String stated(@Nullable String part) {
        return part == null || part.equals("_") ? "" : part;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("ConanCenter", pkg.name(), pkg.version()));
    }
}
