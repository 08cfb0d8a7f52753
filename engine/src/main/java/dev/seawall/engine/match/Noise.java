package dev.seawall.engine.match;

import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Packages whose findings are listed but not counted, and why. */
final class Noise {
    private static final Set<String> SYSTEM_PACKAGES = Set.of("deb", "rpm", "apk");
    private static final Pattern KERNEL_HEADERS = Pattern.compile(
            "linux-libc-dev(-.*)?|linux(-.*)?-headers(-.*)?|linux-headers(-.*)?|linux-kbuild-.*|kernel-headers|kernel-(.*-)?devel|kernel-devel-.*");
    private static final Pattern DOCUMENTATION =
            Pattern.compile(".*-(doc|docs|man|manual|manpages|javadoc)|manpages(-.*)?|man-pages(-.*)?");

    private Noise() {}

    /** Why the findings of a package are folded; empty where they count. */
    static Optional<String> reason(Package pkg, MatchOptions options) {
        String owner = pkg.coveredBy();
        if (owner != null && !options.comprehensive()) {
            return Optional.of("covered by " + owner + ", which owns its files and is judged by its own advisories");
        }
        if (pkg.scope() == Scope.DEV && !options.includeDev()) {
            return Optional.of("a development dependency");
        }
        if (!SYSTEM_PACKAGES.contains(pkg.ecosystem())) {
            return Optional.empty();
        }
        if (KERNEL_HEADERS.matcher(pkg.name()).matches()) {
            return Optional.of("kernel headers: the kernel that runs is the host's");
        }
        return DOCUMENTATION.matcher(pkg.name()).matches()
                ? Optional.of("documentation: nothing in it runs")
                : Optional.empty();
    }
}
