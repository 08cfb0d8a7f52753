package dev.seawall.engine.scan;

import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.sbom.SbomContent;
import dev.seawall.engine.sbom.Sboms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Bills of material that lie in the target itself, as vendors ship them with software that no package manager knows.
 * What they list joins the packages; a package that was found by its own files already is not listed twice.
 */
final class EmbeddedSboms {
    private static final Pattern NAME =
            Pattern.compile(".*(\\.cdx|\\.spdx|spdx|sbom|bom)[^/]*\\.(json|xml|txt)|.*\\.spdx");

    private EmbeddedSboms() {}

    /** Whether a file of this name may be a bill of material. */
    static boolean isNamedLikeOne(String path) {
        if (!path.endsWith(".json") && !path.endsWith(".xml") && !path.endsWith(".txt") && !path.endsWith(".spdx")) {
            return false;
        }
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches();
    }

    /** The inventory with what its bills of material list; one that is broken becomes a status. */
    static Inventory join(Inventory inventory) {
        List<Package> packages = new ArrayList<>(inventory.packages());
        List<FileStatus> statuses = new ArrayList<>(inventory.statuses());
        Set<String> known = new HashSet<>();
        packages.forEach(pkg -> known.add(key(pkg)));
        Os os = inventory.os();
        for (String path : inventory.kept().paths()) {
            byte[] content = isNamedLikeOne(path) ? inventory.kept().bytes(path).orElse(new byte[0]) : new byte[0];
            if (content.length == 0 || !Sboms.isSbom(content)) {
                continue;
            }
            try {
                SbomContent sbom = Sboms.read(content);
                os = os.isNone() ? sbom.os() : os;
                for (Package pkg : sbom.packages()) {
                    if (known.add(key(pkg))) {
                        packages.add(pkg.path().isEmpty() ? pkg.withPath(path, 0) : pkg);
                    }
                }
            } catch (IOException e) {
                statuses.add(new FileStatus(path, FileStatus.State.MALFORMED, String.valueOf(e.getMessage())));
            }
        }
        return packages.size() == inventory.packages().size()
                        && statuses.size() == inventory.statuses().size()
                ? inventory
                : inventory.with(os, packages, statuses);
    }

    private static String key(Package pkg) {
        return pkg.ecosystem() + "\0" + pkg.name() + "\0" + pkg.version();
    }
}
