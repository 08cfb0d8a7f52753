package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A project often shows each package twice: in its lock file and installed below it. In an image what is installed is
 * the truth and the lock file's copy goes; in a source directory the lock file is, and it learns the licences of the
 * installed copy.
 */
final class Duplicates {
    private static final String MODULES = "node_modules/";

    private Duplicates() {}

    static List<Package> fold(List<Package> visible) {
        Map<String, List<Package>> same = new LinkedHashMap<>();
        for (Package pkg : visible) {
            same.computeIfAbsent(pkg.name() + "@" + pkg.version(), key -> new ArrayList<>())
                    .add(pkg);
        }
        Set<Package> dropped = new HashSet<>();
        Map<Package, Package> replaced = new LinkedHashMap<>();
        same.values().stream().filter(group -> group.size() > 1).forEach(group -> fold(group, dropped, replaced));
        return visible.stream()
                .filter(pkg -> !dropped.contains(pkg))
                .map(pkg -> replaced.getOrDefault(pkg, pkg))
                .toList();
    }

    private static void fold(List<Package> group, Set<Package> dropped, Map<Package, Package> replaced) {
        List<Package> locks = group.stream().filter(p -> !isInstalled(p)).toList();
        List<Package> installed = group.stream().filter(Duplicates::isInstalled).toList();
        for (Package lock : locks) {
            List<Package> below = installed.stream()
                    .filter(p -> p.path().startsWith(root(lock) + MODULES))
                    .toList();
            if (below.isEmpty()) {
                continue;
            }
            if (lock.layer() != null) {
                dropped.add(lock);
            } else {
                dropped.addAll(below);
                replaced.put(lock, withLicenses(lock, below.getFirst()));
            }
        }
    }

    private static Package withLicenses(Package lock, Package installed) {
        return lock.licenses().isEmpty() ? lock.withLicenses(installed.licenses()) : lock;
    }

    private static boolean isInstalled(Package pkg) {
        return pkg.path().endsWith("/package.json");
    }

    /** The directory a lock file speaks for, with a slash at its end; empty at the root. */
    private static String root(Package lock) {
        String directory = lock.path().substring(0, lock.path().lastIndexOf('/') + 1);
        return directory.endsWith(MODULES) ? directory.substring(0, directory.length() - MODULES.length()) : directory;
    }
}
