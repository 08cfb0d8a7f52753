package dev.seawall.engine.sbom;

import dev.seawall.engine.model.Purl;
import dev.seawall.engine.model.SourcePackage;
import org.jspecify.annotations.Nullable;

/** Finds the source package of a component in the places the various tools keep it. */
final class Sources {
    private Sources() {}

    /** The source package, with the binary's version where none of its own is stated; null where none is named. */
    static @Nullable SourcePackage of(Component component, Purl purl, String version) {
        String name = component.first("SrcName", "syft:metadata:source", "syft:metadata:originPackage");
        if (!name.isEmpty()) {
            String own = joined(component);
            return new SourcePackage(name, own.isEmpty() ? version : own);
        }
        String built = component.first("built-from");
        String upstream = built.isEmpty() ? purl.qualifiers().getOrDefault("upstream", "") : built;
        String rpm = component.first("syft:metadata:sourceRpm");
        if (upstream.endsWith(".src.rpm") || upstream.isEmpty()) {
            return fromRpm(rpm.isEmpty() ? upstream : rpm);
        }
        int at = upstream.lastIndexOf('@');
        return at > 0
                ? new SourcePackage(upstream.substring(0, at), upstream.substring(at + 1))
                : new SourcePackage(upstream, version);
    }

    private static String joined(Component component) {
        String version = component.first("SrcVersion", "syft:metadata:sourceVersion");
        String release = component.first("SrcRelease");
        String epoch = component.first("SrcEpoch");
        String full = release.isEmpty() ? version : version + "-" + release;
        return version.isEmpty() || epoch.isEmpty() || epoch.equals("0") ? full : epoch + ":" + full;
    }

    /** From {@code name-version-release.src.rpm}. */
    private static @Nullable SourcePackage fromRpm(String file) {
        String bare = file.endsWith(".src.rpm") ? file.substring(0, file.length() - ".src.rpm".length()) : file;
        int release = bare.lastIndexOf('-');
        int version = release > 0 ? bare.lastIndexOf('-', release - 1) : -1;
        return version > 0 ? new SourcePackage(bare.substring(0, version), bare.substring(version + 1)) : null;
    }
}
