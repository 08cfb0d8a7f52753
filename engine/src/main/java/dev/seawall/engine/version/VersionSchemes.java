package dev.seawall.engine.version;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of version schemes by the names users and advisories give them: purl types, names of distributions and of
 * languages, OSV's ecosystems with or without a release ({@code Debian:12}).
 */
public final class VersionSchemes {
    private static final VersionScheme RPM_IN_RANGES = new RpmVersions(true);
    private static final Map<String, VersionScheme> BY_NAME = byName();

    private VersionSchemes() {}

    private static Map<String, VersionScheme> byName() {
        Map<String, VersionScheme> names = new HashMap<>();
        addDistributions(names);
        addLanguages(names);
        addSemver(names);
        return Map.copyOf(names);
    }

    private static void addDistributions(Map<String, VersionScheme> names) {
        add(names, new ApkVersions(), "apk, alpine, wolfi, chainguard, alpaquita, minimos, postmarketos");
        add(names, new ApkVersions(), "bellsoft hardened containers");
        add(names, new DpkgVersions(), "deb, dpkg, debian, ubuntu, opkg, opam, echo, raspbian");
        add(names, new RpmVersions(false), "rpm, redhat, red hat, rhel, centos, fedora, rocky, rocky linux, almalinux");
        add(names, new RpmVersions(false), "alma, oracle, suse, opensuse, sles, amazon, mageia, openeuler, photon");
        add(names, new RpmVersions(false), "photon os, azure, azurelinux, azure linux, mariner");
        add(names, new PacmanVersions(), "pacman, alpm, arch, archlinux");
        add(names, new PortageVersions(), "portage, ebuild, gentoo");
        add(names, new BitnamiVersions(), "bitnami");
    }

    private static void addLanguages(Map<String, VersionScheme> names) {
        add(names, new Pep440Versions(true), "pypi, python");
        add(names, new Pep440Versions(false), "pep440");
        add(names, new MavenVersions(), "maven, java, clojars, gradle, java-archive");
        add(names, new GemVersions(), "gem, rubygems, ruby, cocoapods");
        add(names, new ComposerVersions(), "composer, packagist, php");
        add(names, new NumberListVersions(), "cran, r, hackage, haskell, ghc");
        add(names, new JvmVersions(), "jvm, jdk, jre, openjdk");
        add(names, new CpanVersions(), "cpan, perl");
        add(names, new CondaVersions(), "conda");
        add(names, new ConanVersions(), "conan, conancenter");
        add(names, new LuaRocksVersions(), "luarocks");
    }

    private static void addSemver(Map<String, VersionScheme> names) {
        add(names, semver(false, false, false), "semver, npm, cargo, crates.io, rust, hex, elixir, otp");
        add(names, semver(true, false, false), "nuget, dotnet, csharp");
        add(names, semver(false, true, false), "pub, dart, julia");
        add(
                names,
                semver(false, false, true),
                "golang, go, stdlib, semantic, generic, swift, swifturl, github, gitlab");
        add(names, semver(false, false, true), "githubactions, github actions, bitbucket, docker, oci, huggingface");
        add(names, semver(false, false, true), "mlflow, qpkg, swid, yocto, vscode-extension, vscode, chrome-extension");
        add(names, semver(false, false, true), "android, oss-fuzz, wordpress, bazel, linux, kernel, terraform");
    }

    private static VersionScheme semver(boolean foldsCase, boolean ordersBuilds, boolean fuzzy) {
        return new SemverVersions(new SemverVersions.Rules(foldsCase, ordersBuilds, fuzzy));
    }

    private static void add(Map<String, VersionScheme> names, VersionScheme scheme, String list) {
        for (String name : list.split(", ")) {
            names.put(name, scheme);
        }
    }

    /** The scheme of a name such as {@code deb}, {@code npm} or {@code Debian:12}, in any case. */
    public static Optional<VersionScheme> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        return Optional.ofNullable(BY_NAME.get(colon < 0 ? lower : lower.substring(0, colon)));
    }

    /**
     * The scheme for ranges that people write ({@link VersionRange}). Differs from {@link #find} for rpm only, where
     * an epoch that one side leaves out does not count, as such ranges mostly leave it out.
     */
    public static Optional<VersionScheme> findForRanges(String name) {
        return find(name).map(scheme -> scheme instanceof RpmVersions ? RPM_IN_RANGES : scheme);
    }

    /**
     * The scheme of a name that the code itself spells out.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static VersionScheme named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no version scheme is called " + name));
    }

    /** Every name that {@link #find} knows, sorted. */
    public static Set<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }
}
