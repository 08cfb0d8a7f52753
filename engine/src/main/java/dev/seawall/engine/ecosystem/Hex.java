package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Hex, packages of Erlang, Elixir and Gleam: {@code mix.lock}, {@code rebar.lock}, {@code rebar.config}, Gleam's
 * {@code manifest.toml} and {@code gleam.toml}. */
final class Hex implements LanguageEcosystem {
    private static final Pattern MIX_HEX =
            Pattern.compile("^\\s*\"[^\"]+\":\\s*\\{:hex,\\s*:\"?([^,\"\\s]+)\"?,\\s*\"([^\"]+)\"");
    private static final Pattern MIX_GIT =
            Pattern.compile("^\\s*\"([^\"]+)\":\\s*\\{:git,\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"");
    private static final Pattern REBAR_HEX = Pattern.compile(
            "\\{\\s*<<\"[^\"]+\">>\\s*,\\s*\\{\\s*pkg\\s*,\\s*<<\"([^\"]+)\">>\\s*,\\s*<<\"([^\"]+)\">>");
    private static final Pattern REBAR_GIT = Pattern.compile(
            "\\{\\s*<<\"([^\"]+)\">>\\s*,\\s*\\{\\s*git\\s*,\\s*\"([^\"]+)\"\\s*,\\s*\\{\\s*ref\\s*,\\s*\"([^\"]+)\"");
    private static final Pattern REBAR_DEPS = Pattern.compile("(?m)^[ \\t]*\\{\\s*deps\\s*,\\s*\\[");
    private static final Pattern REBAR_PAIR =
            Pattern.compile("\\{\\s*'?([\\w@]+)'?\\s*,\\s*[\"']([^\"']+)[\"']\\s*\\}");
    private static final Pattern COMMENT = Pattern.compile("%[^\\n]*");
    private static final FileKinds FILES = FileKinds.NONE
            .name("mix.lock", Hex::mixLock)
            .name("rebar.lock", Hex::rebarLock)
            .manifest("rebar.config", "rebar.lock", Hex::rebarConfig)
            .name("manifest.toml", Hex::gleamManifest)
            .manifest("gleam.toml", "manifest.toml", Hex::gleam);

    @Override
    public String id() {
        return "hex";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> mixLock(PackageText file) {
        List<Package> out = new ArrayList<>();
        int number = 0;
        for (String line : file.lines()) {
            number++;
            Matcher hex = MIX_HEX.matcher(line);
            Matcher git = MIX_GIT.matcher(line);
            if (hex.find()) {
                out.add(file.found("hex", hex.group(1), hex.group(2), number));
            } else if (git.find()) {
                out.add(fromGit(file.found("hex", git.group(1), "", number), git.group(2), git.group(3)));
            }
        }
        return out;
    }

    private static List<Package> rebarLock(PackageText file) {
        List<Package> out = new ArrayList<>();
        Matcher hex = REBAR_HEX.matcher(file.text());
        while (hex.find()) {
            out.add(file.found("hex", hex.group(1), hex.group(2), file.lineOf(hex.start())));
        }
        Matcher git = REBAR_GIT.matcher(file.text());
        while (git.find()) {
            Package found = file.found("hex", git.group(1), "", file.lineOf(git.start()));
            out.add(fromGit(found, git.group(2), git.group(3)));
        }
        return out;
    }

    private static Package fromGit(Package found, String url, String commit) {
        return found.withQualifier("vcs_url", "git+" + url + "@" + commit);
    }

    /** The pairs of name and version in the top-level {@code deps}; what comes from git names no version. */
    private static List<Package> rebarConfig(PackageText file) {
        String text = COMMENT.matcher(file.text()).replaceAll("");
        Matcher deps = REBAR_DEPS.matcher(text);
        if (!deps.find()) {
            return List.of();
        }
        PackageText clean = PackageText.of(file.path(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        int end = endOfList(text, deps.end() - 1);
        List<Package> out = new ArrayList<>();
        Matcher pair = REBAR_PAIR.matcher(text).region(deps.end(), end);
        while (pair.find()) {
            if (depth(text, deps.end(), pair.start()) == 0) {
                out.add(file.found("hex", pair.group(1), pair.group(2), clean.lineOf(pair.start())));
            }
        }
        return out;
    }

    private static int endOfList(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int depth(String text, int from, int to) {
        int depth = 0;
        for (int i = Math.max(from, to - 2_000); i < to; i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        }
        return Math.max(depth, 0);
    }

    private static List<Package> gleamManifest(PackageText file) throws IOException {
        TomlArray packages = Tables.array(Tables.parse(file), "packages");
        List<Package> out = new ArrayList<>();
        for (int i = 0; packages != null && i < packages.size(); i++) {
            if (packages.get(i) instanceof TomlTable entry
                    && !Tables.text(entry, "name").isEmpty()) {
                out.add(file.found(
                        "hex",
                        Tables.text(entry, "name"),
                        Tables.text(entry, "version"),
                        packages.inputPositionOf(i).line()));
            }
        }
        return out;
    }

    private static List<Package> gleam(PackageText file) throws IOException {
        TomlTable root = Tables.parse(file);
        List<Package> out = new ArrayList<>();
        wanted(file, Tables.table(root, "dependencies"), Scope.PROD, out);
        wanted(file, Tables.table(root, "dev-dependencies"), Scope.DEV, out);
        return out;
    }

    private static void wanted(PackageText file, @Nullable TomlTable section, Scope scope, List<Package> out) {
        if (section == null) {
            return;
        }
        for (String name : section.keySet()) {
            TomlTable details = Tables.table(section, name);
            String range = details == null ? Tables.text(section, name) : Tables.text(details, "version");
            boolean git = details != null && !Tables.text(details, "git").isEmpty();
            if (!range.isEmpty() || git) {
                Package found = file.found("hex", name, range, Tables.line(section, name));
                out.add(found.withScope(scope));
            }
        }
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("Hex", pkg.name(), pkg.version()));
    }
}
