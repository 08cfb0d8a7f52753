package dev.seawall.engine.model;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One installed or declared package.
 *
 * @param ecosystem purl type: deb, apk, rpm, npm, pypi, maven, golang, …
 * @param namespace purl namespace such as {@code debian}, {@code @scope} or a Maven group; empty where none
 * @param name as its users write it: {@code group:artifact} for Maven, {@code @scope/name} for npm
 * @param version as the ecosystem writes it, a non-zero epoch included; empty where unknown
 * @param source the distribution's source package, or null
 * @param qualifiers purl qualifiers such as arch, in key order
 * @param licenses licence names or SPDX expressions as the metadata states them
 * @param scope PROD unless the file says it is for development only
 * @param path file it was read from, relative to the target's root, {@code !/} inside archives
 * @param line first line in that file, 0 where lines mean nothing
 * @param layer diffID of the layer that brought it, or null outside images
 * @param coveredBy purl of the distribution package that owns its files, or null
 */
public record Package(
        String ecosystem,
        String namespace,
        String name,
        String version,
        @Nullable SourcePackage source,
        TreeMap<String, String> qualifiers,
        List<String> licenses,
        Scope scope,
        String path,
        int line,
        @Nullable Digest layer,
        @Nullable String coveredBy) {

    public Package {
        Objects.requireNonNull(name);
        licenses = List.copyOf(licenses);
        qualifiers = new TreeMap<>(qualifiers);
    }

    /** A package with nothing known but its name, version and place. */
    public static Package of(String ecosystem, String name, String version, String path, int line) {
        return new Package(
                ecosystem, "", name, version, null, new TreeMap<>(), List.of(), Scope.PROD, path, line, null, null);
    }

    /** The package URL, in canonical form. */
    public String purl() {
        return Purl.of(this);
    }

    public Package withNamespace(String value) {
        return new Package(
                ecosystem, value, name, version, source, qualifiers, licenses, scope, path, line, layer, coveredBy);
    }

    public Package withVersion(String value) {
        return new Package(
                ecosystem, namespace, name, value, source, qualifiers, licenses, scope, path, line, layer, coveredBy);
    }

    public Package withSource(@Nullable SourcePackage value) {
        return new Package(
                ecosystem, namespace, name, version, value, qualifiers, licenses, scope, path, line, layer, coveredBy);
    }

    /** This package with one more purl qualifier; an empty value removes it. */
    public Package withQualifier(String key, String value) {
        TreeMap<String, String> more = new TreeMap<>(qualifiers);
        if (value.isEmpty()) {
            more.remove(key);
        } else {
            more.put(key, value);
        }
        return new Package(
                ecosystem, namespace, name, version, source, more, licenses, scope, path, line, layer, coveredBy);
    }

    public Package withLicenses(List<String> value) {
        return new Package(
                ecosystem, namespace, name, version, source, qualifiers, value, scope, path, line, layer, coveredBy);
    }

    public Package withScope(Scope value) {
        return new Package(
                ecosystem, namespace, name, version, source, qualifiers, licenses, value, path, line, layer, coveredBy);
    }

    public Package withPath(String newPath, int newLine) {
        return new Package(
                ecosystem,
                namespace,
                name,
                version,
                source,
                qualifiers,
                licenses,
                scope,
                newPath,
                newLine,
                layer,
                coveredBy);
    }

    public Package withLayer(@Nullable Digest value) {
        return new Package(
                ecosystem, namespace, name, version, source, qualifiers, licenses, scope, path, line, value, coveredBy);
    }

    public Package withCoveredBy(@Nullable String value) {
        return new Package(
                ecosystem, namespace, name, version, source, qualifiers, licenses, scope, path, line, layer, value);
    }
}
