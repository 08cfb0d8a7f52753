package dev.seawall.engine.policy;

import java.util.Locale;
import java.util.Set;

/** Tells files that list packages, whose loss hides findings, from all others. */
final class PackageFiles {
    private static final Set<String> DATABASE_FOLDERS = Set.of(
            "var/lib/dpkg/",
            "usr/lib/dpkg/",
            "lib/apk/db/",
            "usr/lib/apk/db/",
            "var/lib/rpm/",
            "usr/lib/sysimage/rpm/",
            "usr/share/rpm/",
            "var/lib/rpmmanifest/",
            "var/lib/pacman/local/",
            "var/db/pkg/",
            "usr/lib/opkg/",
            "var/lib/opkg/");
    private static final Set<String> NAMES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "deno.lock",
            "poetry.lock",
            "pipfile.lock",
            "pdm.lock",
            "uv.lock",
            "pylock.toml",
            "requirements.txt",
            "cargo.lock",
            "go.mod",
            "go.sum",
            "gemfile.lock",
            "composer.lock",
            "installed.json",
            "packages.lock.json",
            "packages.config",
            "project.assets.json",
            "pom.xml",
            "gradle.lockfile",
            "mix.lock",
            "pubspec.lock",
            "conan.lock",
            "package.resolved",
            "podfile.lock",
            "renv.lock",
            "stack.yaml.lock",
            "cabal.project.freeze",
            "rebar.lock",
            "environment.yml",
            "manifest.toml");
    private static final Set<String> SUFFIXES = Set.of(
            ".jar",
            ".war",
            ".ear",
            ".par",
            ".jpi",
            ".hpi",
            ".deps.json",
            ".cdx.json",
            ".spdx.json",
            ".spdx",
            "bom.json",
            "bom.xml");

    private PackageFiles() {}

    /** Whether a status is about a whole layer or, with no path, the whole target: any package may be lost. */
    static boolean isWhole(String path) {
        return path.isEmpty() || path.startsWith("layer sha");
    }

    /** Whether this path, relative to the target's root, is a package database, a lock file, an archive or an SBOM. */
    static boolean isPackageDatabase(String path) {
        if (isWhole(path)) {
            return true;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        return DATABASE_FOLDERS.stream().anyMatch(f -> lower.startsWith(f) || lower.contains("/" + f))
                || NAMES.contains(name)
                || SUFFIXES.stream().anyMatch(lower::endsWith);
    }
}
