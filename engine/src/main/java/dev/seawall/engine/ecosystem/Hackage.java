package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Hackage, packages of Haskell: what Cabal and Stack froze, what is registered in a package database, and the
 * declarations of {@code .cabal}, {@code package.yaml} and {@code stack.yaml}. */
final class Hackage implements LanguageEcosystem {
    private static final Pattern FROZEN = Pattern.compile("(?m)^(?![ \\t]*--).*?any\\.(\\S+)\\s*==\\s*([^\\s,|]+)");
    private static final Pattern ARCHIVED = Pattern.compile("(.+?)-(\\d.*)");
    private static final Pattern REGISTERED = Pattern.compile(".+-\\d[\\d.]*-[0-9a-f]{20,64}\\.conf");
    private static final Pattern FIELD_NAME = Pattern.compile("(?m)^name:\\s*(\\S+)");
    private static final Pattern FIELD_VERSION = Pattern.compile("(?m)^version:\\s*(\\S+)");
    private static final Pattern CABAL_FIELD = Pattern.compile("^([A-Za-z][\\w-]*)\\s*:(?!\\w)");
    private static final Pattern CABAL_NAME = Pattern.compile("^\\s*([\\w][\\w:-]*)");
    private static final FileKinds FILES = FileKinds.NONE
            .name("cabal.project.freeze", Hackage::freeze)
            .name("stack.yaml.lock", Hackage::stackLock)
            .manifest("stack.yaml", "stack.yaml.lock", Hackage::stack)
            .manifest("package.yaml", "stack.yaml.lock", Hackage::hpack)
            .when(Hackage::isCabalFile, Hackage::cabal)
            .when(Hackage::isRegistered, Hackage::registered);

    @Override
    public String id() {
        return "hackage";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static boolean isCabalFile(FileEntry file) {
        return file.name().endsWith(".cabal") && file.name().length() > ".cabal".length();
    }

    private static boolean isRegistered(FileEntry file) {
        String folder = file.directory();
        return file.name().endsWith(".conf")
                && (folder.endsWith("package.conf.d")
                        || folder.endsWith("package.db")
                        || REGISTERED.matcher(file.name()).matches());
    }

    private static List<Package> registered(PackageText file) {
        Matcher name = FIELD_NAME.matcher(file.text());
        Matcher version = FIELD_VERSION.matcher(file.text());
        boolean known = name.find() && version.find();
        return known
                ? List.of(file.found("hackage", name.group(1), version.group(1), file.lineOf(name.start(1))))
                : List.of();
    }

    private static List<Package> freeze(PackageText file) {
        List<Package> out = new ArrayList<>();
        Matcher pinned = FROZEN.matcher(file.text());
        while (pinned.find()) {
            out.add(file.found("hackage", pinned.group(1), pinned.group(2), file.lineOf(pinned.start())));
        }
        return out;
    }

    private static List<Package> stackLock(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (Node entry : Nodes.items(Nodes.child(Nodes.root(file), "packages"))) {
            Node hackage = Nodes.child(Nodes.child(entry, "completed"), "hackage");
            hackage = hackage == null ? Nodes.child(Nodes.child(entry, "original"), "hackage") : hackage;
            if (hackage != null) {
                out.add(archived(file, hackage));
            }
        }
        return out;
    }

    private static List<Package> stack(PackageText file) throws IOException {
        List<Package> out = new ArrayList<>();
        for (Node entry : Nodes.items(Nodes.child(Nodes.root(file), "extra-deps"))) {
            String text = Nodes.text(entry);
            if (!text.isEmpty() && !text.startsWith(".") && !text.contains("/")) {
                out.add(archived(file, entry));
            }
        }
        return out;
    }

    /** {@code name-1.2.3@sha256:…,size}: the version starts at the first dash with a digit behind it. */
    private static Package archived(PackageText file, Node node) {
        String text = Nodes.text(node).split("@", 2)[0];
        Matcher parts = ARCHIVED.matcher(text);
        boolean split = parts.matches();
        String name = split ? parts.group(1) : text;
        return file.found("hackage", name, split ? parts.group(2) : "", Nodes.line(node));
    }

    /** Declared names; which version was built is not in this file. */
    private static List<Package> cabal(PackageText file) {
        Map<String, Package> out = new LinkedHashMap<>();
        String field = "";
        int number = 0;
        for (String line : file.lines()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("--")) {
                continue;
            }
            Matcher start = CABAL_FIELD.matcher(text);
            boolean starts = start.find();
            boolean continued = Character.isWhitespace(line.charAt(0));
            field = starts ? start.group(1).toLowerCase(Locale.ROOT) : continued ? field : "";
            if (field.equals("build-depends") || field.equals("build-tool-depends")) {
                names(file, starts ? text.substring(start.end()) : text, number, out);
            }
        }
        return List.copyOf(out.values());
    }

    private static void names(PackageText file, String text, int line, Map<String, Package> out) {
        for (String part : text.split(",", -1)) {
            Matcher name = CABAL_NAME.matcher(part);
            if (name.find()) {
                out.putIfAbsent(name.group(1), file.found("hackage", name.group(1), "", line));
            }
        }
    }

    private static List<Package> hpack(PackageText file) throws IOException {
        Map<String, Package> out = new LinkedHashMap<>();
        dependencies(file, Nodes.root(file), 0, out);
        return List.copyOf(out.values());
    }

    private static void dependencies(PackageText file, @Nullable Node node, int depth, Map<String, Package> out) {
        for (Node item : Nodes.items(node)) {
            if (depth < 20) {
                dependencies(file, item, depth + 1, out);
            }
        }
        for (NodeTuple entry : Nodes.entries(node)) {
            if (Nodes.text(entry.getKeyNode()).equals("dependencies")) {
                listed(file, entry.getValueNode(), out);
            } else if (depth < 20) {
                dependencies(file, entry.getValueNode(), depth + 1, out);
            }
        }
    }

    private static void listed(PackageText file, Node node, Map<String, Package> out) {
        for (Node item : Nodes.items(node)) {
            String[] parts = Nodes.text(item).strip().split("\\s+", 2);
            add(file, parts[0], parts.length > 1 ? parts[1] : "", item, out);
        }
        for (NodeTuple entry : Nodes.entries(node)) {
            String range = Nodes.text(entry.getValueNode()).strip();
            add(file, Nodes.text(entry.getKeyNode()), range, entry.getKeyNode(), out);
        }
    }

    private static void add(PackageText file, String name, String range, Node at, Map<String, Package> out) {
        if (!name.isEmpty()) {
            out.putIfAbsent(name + " " + range, file.found("hackage", name, range, Nodes.line(at)));
        }
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("Hackage", pkg.name(), pkg.version()));
    }
}
