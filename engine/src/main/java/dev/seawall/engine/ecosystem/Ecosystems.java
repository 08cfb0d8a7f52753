package dev.seawall.engine.ecosystem;

import dev.seawall.engine.ecosystem.cargo.Cargo;
import dev.seawall.engine.ecosystem.composer.Composer;
import dev.seawall.engine.ecosystem.composer.Pear;
import dev.seawall.engine.ecosystem.gem.Gem;
import dev.seawall.engine.ecosystem.npm.Npm;
import dev.seawall.engine.ecosystem.nuget.Nuget;
import dev.seawall.engine.ecosystem.pypi.Pypi;
import java.util.List;
import java.util.Optional;

/** The sorted list of ecosystems; a new one is one class and one line here. */
public final class Ecosystems {
    // keep sorted by class name
    private static final List<Ecosystem> ALL = List.of(
            new Alpm(),
            new Apk(),
            new Cargo(),
            new Cocoapods(),
            new Composer(),
            new Conan(),
            new Conda(),
            new Cran(),
            new Deb(),
            new Deno(),
            new Flatpak(),
            new Gem(),
            new Generic(),
            new GithubActions(),
            new Golang(),
            new Hackage(),
            new Hex(),
            new Homebrew(),
            new Julia(),
            new Luarocks(),
            new Maven(),
            new Npm(),
            new Nuget(),
            new Opam(),
            new Otp(),
            new Pear(),
            new Portage(),
            new Pub(),
            new Pypi(),
            new Rpm(),
            new Snap(),
            new Swift(),
            new Terraform(),
            new Vcpkg(),
            new Wordpress());

    private Ecosystems() {}

    /** Every ecosystem, each once. */
    public static List<Ecosystem> all() {
        return ALL;
    }

    /** The ecosystem of a purl type, empty where Seawall does not know it. */
    public static Optional<Ecosystem> find(String id) {
        return ALL.stream().filter(e -> e.id().equals(id)).findFirst();
    }
}
