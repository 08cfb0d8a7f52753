package dev.seawall.engine.sbom;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Purl;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what a document states and turns it into packages once everything is known. */
final class Bill {
    private static final int MAX_COMPONENTS = 2_000_000;
    private static final int MAX_WARNINGS = 50;
    private static final Set<String> OS_TYPES = Set.of("deb", "rpm", "apk", "alpm");

    private final String format;
    private final List<Component> components = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    /** Where the members of an application are listed, by the reference of the member. */
    private final Map<String, String> homes = new HashMap<>();

    String name = "";
    String digest = "";
    Os os = Os.NONE;

    Bill(String format) {
        this.format = format;
    }

    void add(Component component) throws IOException {
        if (components.size() >= MAX_COMPONENTS) {
            throw new IOException("more than " + MAX_COMPONENTS + " components");
        }
        components.add(component);
    }

    List<Component> components() {
        return components;
    }

    /** Says that the component {@code member} is listed in the file {@code path}. */
    void home(String member, String path) {
        homes.putIfAbsent(member, path);
    }

    void warn(String sentence) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(sentence);
        }
    }

    SbomContent content() {
        List<Package> packages = new ArrayList<>();
        for (Component component : components) {
            if (component.isOperatingSystem()) {
                os = os.isNone() ? OsNames.of(component.name, component.version) : os;
            } else if (!component.purl.isEmpty()) {
                Package pkg = pkg(component);
                if (pkg != null) {
                    packages.add(pkg);
                }
            }
        }
        return new SbomContent(format, name, parsed(digest), os, packages, warnings);
    }

    private @Nullable Package pkg(Component component) {
        Purl purl;
        try {
            purl = Purl.parse(component.purl);
        } catch (IllegalArgumentException e) {
            warn("The component " + component.name + " has the unreadable package URL " + component.purl + ".");
            return null;
        }
        if (purl.type().equals("oci") || purl.type().equals("docker")) {
            return null;
        }
        noteOs(purl);
        String version = version(component, purl);
        Package named = named(purl, version);
        int line = number(component.first("line"));
        return named.withSource(Sources.of(component, purl, version))
                .withLicenses(component.licenses)
                .withScope(isDev(component) ? Scope.DEV : Scope.PROD)
                .withPath(path(component), line)
                .withLayer(parsed(component.first("LayerDiffID", "syft:location:0:layerID")))
                .withCoveredBy(emptyToNull(component.first("coveredBy")));
    }

    private static boolean isDev(Component component) {
        return component.first("scope").equals("dev")
                || component.first("cdx:npm:package:development").equals("true");
    }

    private void noteOs(Purl purl) {
        String distro = purl.qualifiers().getOrDefault("distro", "");
        if (os.isNone() && !distro.isEmpty() && OS_TYPES.contains(purl.type())) {
            boolean stated = components.stream().anyMatch(Component::isOperatingSystem);
            os = stated ? os : OsNames.ofDistro(distro, purl.namespace());
        }
    }

    /** As the ecosystem writes it: with a non-zero epoch, the Go standard library without its v. */
    private static String version(Component component, Purl purl) {
        String version = purl.version().isEmpty() ? component.version : purl.version();
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        if (purl.type().equals("golang") && purl.name().equals("stdlib")) {
            return version.replaceFirst("^(v|go)", "");
        }
        if (purl.type().equals("rpm") && version.startsWith("0:")) {
            return version.substring(2);
        }
        boolean has = version.indexOf(':') >= 0 || epoch.equals("0") || version.isEmpty() || !isNumber(epoch);
        return has ? version : epoch + ":" + version;
    }

    /** The name as users write it; the namespace apart only where the name does not hold it. */
    private static Package named(Purl purl, String version) {
        TreeMap<String, String> qualifiers = new TreeMap<>(purl.qualifiers());
        qualifiers.keySet().removeAll(Set.of("epoch", "upstream"));
        Package whole = Package.of(purl.type(), purl.displayName(), version, "", 0);
        Purl again = Purl.parse(whole.purl());
        boolean holdsNamespace = again.namespace().equals(purl.namespace());
        Package pkg = holdsNamespace
                ? whole
                : Package.of(purl.type(), purl.name(), version, "", 0).withNamespace(purl.namespace());
        for (Map.Entry<String, String> q : qualifiers.entrySet()) {
            pkg = pkg.withQualifier(q.getKey(), q.getValue());
        }
        return pkg;
    }

    private String path(Component component) {
        String stated = component.first("FilePath", "syft:location:0:path");
        String path = stated.isEmpty() ? homes.getOrDefault(component.ref, "") : stated;
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String text) {
        return isNumber(text) ? Integer.parseInt(text) : 0;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Digest parsed(String text) {
        String bare = text.substring(text.lastIndexOf('@') + 1);
        try {
            return bare.isEmpty() ? null : Digest.parse(bare);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
