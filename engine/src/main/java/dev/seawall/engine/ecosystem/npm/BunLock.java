package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code bun.lock}: JSON with comments; each package is an array that begins with {@code name@version}. */
final class BunLock implements FileFormat {
    /** Nesting of installed packages that is followed. */
    private static final int DEEPEST = 50;

    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("bun.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Located lock = Located.looseJson(FileFormats.bytes(file.path(), files));
        Map<String, Located> packages = lock.get("packages").fields();
        Set<String> development = reach(lock, packages, List.of("devDependencies"));
        development.removeAll(
                reach(lock, packages, List.of("dependencies", "optionalDependencies", "peerDependencies")));
        PackageList found = new PackageList("npm", file.path());
        packages.forEach((key, entry) -> add(entry, development.contains(key) ? Scope.DEV : Scope.PROD, found));
        return found.reading();
    }

    private static void add(Located entry, Scope scope, PackageList found) {
        String first = entry.items().isEmpty() ? "" : entry.items().getFirst().text();
        String name = YarnBlock.nameOf(first);
        String version = first.substring(Math.min(first.length(), name.length() + 1));
        if (version.isEmpty() || version.startsWith("workspace:") || version.startsWith("root:")) {
            return;
        }
        found.add(name, Character.isDigit(version.charAt(0)) ? version : "", entry.line(), scope);
    }

    private static Set<String> reach(Located lock, Map<String, Located> packages, List<String> groups) {
        Deque<String> open = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (Located workspace : lock.get("workspaces").fields().values()) {
            groups.forEach(group -> visit("", workspace.get(group), packages, seen, open));
        }
        while (!open.isEmpty()) {
            String key = open.remove();
            Located entry = packages.getOrDefault(key, Located.MISSING);
            entry.items().stream().filter(item -> !item.fields().isEmpty()).forEach(info -> List.of(
                            "dependencies", "optionalDependencies")
                    .forEach(group -> visit(key, info.get(group), packages, seen, open)));
        }
        return seen;
    }

    private static void visit(
            String from, Located names, Map<String, Located> packages, Set<String> seen, Deque<String> open) {
        for (String name : names.fields().keySet()) {
            String key = nearest(from, name, packages);
            if (seen.add(key)) {
                open.add(key);
            }
        }
    }

    /** As Node.js looks upwards: the copy nested under the asking package, else under its parents, else the top one. */
    private static String nearest(String from, String name, Map<String, Located> packages) {
        String at = from;
        for (int level = 0; level < DEEPEST && !at.isEmpty(); level++) {
            if (packages.containsKey(at + "/" + name)) {
                return at + "/" + name;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return name;
    }
}
