package dev.seawall.engine.ecosystem;

import dev.seawall.engine.ecosystem.maven.BuildFiles;
import dev.seawall.engine.ecosystem.maven.JarReader;
import dev.seawall.engine.ecosystem.maven.PomReader;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/**
 * Maven, packages of Java, Kotlin and Scala: archives with all that is packed and shaded into them, POMs, and what
 * Gradle, sbt, Ivy and Bazel lock or declare.
 */
final class Maven implements Ecosystem {
    private static final long POM_LIMIT_BYTES = 16L << 20;
    private static final FileKinds FILES = FileKinds.NONE
            .name("gradle.lockfile", BuildFiles::gradleLock)
            .name("buildscript-gradle.lockfile", BuildFiles::gradleLock)
            .name("versions.lock", BuildFiles::gradleConsistentVersions)
            .when(Maven::isVerification, BuildFiles::gradleVerification)
            .when(Maven::isCatalogue, Maven::catalogue)
            .name("ivy.xml", BuildFiles::ivy)
            .name("build.sbt.lock", BuildFiles::sbtLock)
            .manifest("build.sbt", "build.sbt.lock", BuildFiles::sbt)
            .suffix(".sbt", BuildFiles::sbt)
            .name("MODULE.bazel", BuildFiles::bazel)
            .name("WORKSPACE", BuildFiles::bazel)
            .name("WORKSPACE.bazel", BuildFiles::bazel);

    @Override
    public String id() {
        return "maven";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE
                && (JarReader.isArchive(file.path()) || isPom(file) || isPomProperties(file) || FILES.wants(file));
    }

    private static boolean isPom(FileEntry file) {
        boolean named = file.name().equals("pom.xml") || file.name().endsWith(".pom");
        return named && !file.path().contains(".m2/repository/");
    }

    private static boolean isPomProperties(FileEntry file) {
        return file.name().equals("pom.properties") && file.path().contains("META-INF/maven/");
    }

    private static boolean isVerification(FileEntry file) {
        return file.name().equals("verification-metadata.xml");
    }

    private static boolean isCatalogue(FileEntry file) {
        boolean inGradle = file.directory().equals("gradle") || file.directory().endsWith("/gradle");
        return file.name().equals("libs.versions.toml")
                || (inGradle && file.name().endsWith(".versions.toml"));
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        Optional<FileContent> content = files.content(file.path());
        if (content.isEmpty()) {
            return Reading.NOTHING;
        }
        if (JarReader.isArchive(file.path())) {
            return archive(file, content.get());
        }
        if (isPom(file) || isPomProperties(file)) {
            return Reading.of(pom(file, content.get(), files));
        }
        return FILES.read(file, files);
    }

    /** Some of the names belong to other formats too (a .rar may be what it says); those are not ours to complain of. */
    private static Reading archive(FileEntry file, FileContent content) throws IOException {
        try (SeekableByteChannel channel = content.channel()) {
            return Reading.of(JarReader.read(file.path(), channel));
        } catch (MalformedFileException e) {
            boolean other = file.name().endsWith(".rar")
                    || file.name().endsWith(".nar")
                    || file.name().endsWith(".sar");
            if (other && "not a zip archive".equals(e.getMessage())) {
                return Reading.NOTHING;
            }
            throw e;
        }
    }

    private static List<Package> pom(FileEntry file, FileContent content, SameLayerFiles files) throws IOException {
        if (content.sizeBytes() > POM_LIMIT_BYTES) {
            throw new MalformedFileException("larger than " + (POM_LIMIT_BYTES >> 20) + " MB");
        }
        byte[] bytes = content.bytes();
        if (isPomProperties(file)) {
            return PomReader.properties(file.path(), bytes).stream().toList();
        }
        if (file.path().contains("META-INF/maven/")) {
            boolean beside = files.content(file.directory() + "/pom.properties").isPresent();
            return beside
                    ? List.of()
                    : PomReader.self(file.path(), bytes).stream().toList();
        }
        return PomReader.read(file.path(), bytes, files);
    }

    /** A Gradle version catalogue: libraries in four spellings; bundles only group them, plugins are something else. */
    private static List<Package> catalogue(PackageText file) throws IOException {
        TomlTable root = Tables.parse(file);
        TomlTable libraries = Tables.table(root, "libraries");
        TomlTable versions = Tables.table(root, "versions");
        if (libraries == null) {
            return List.of();
        }
        List<Package> out = new ArrayList<>();
        for (String alias : libraries.keySet()) {
            TomlTable details = Tables.table(libraries, alias);
            String[] plain = Tables.text(libraries, alias).split(":", 3);
            String name = details == null ? joined(plain) : module(details);
            String version = details == null ? (plain.length > 2 ? plain[2] : "") : libraryVersion(details, versions);
            if (!name.isEmpty()) {
                out.add(file.found("maven", name, version, Tables.line(libraries, alias)));
            }
        }
        return out;
    }

    private static String joined(String[] parts) {
        return parts.length >= 2 ? parts[0] + ":" + parts[1] : "";
    }

    private static String module(TomlTable details) {
        String group = Tables.text(details, "group");
        String name = Tables.text(details, "name");
        String joined = group.isEmpty() || name.isEmpty() ? "" : group + ":" + name;
        return Tables.text(details, "module").isEmpty() ? joined : Tables.text(details, "module");
    }

    private static String libraryVersion(TomlTable details, @Nullable TomlTable versions) {
        TomlTable rich = Tables.table(details, "version");
        if (rich == null) {
            return Tables.text(details, "version");
        }
        String alias = Tables.text(rich, "ref");
        if (!alias.isEmpty() && versions != null) {
            TomlTable shared = Tables.table(versions, alias);
            return shared == null ? Tables.text(versions, alias) : chosen(shared);
        }
        return chosen(rich);
    }

    private static String chosen(TomlTable rich) {
        for (String key : List.of("strictly", "require", "prefer")) {
            if (!Tables.text(rich, key).isEmpty()) {
                return Tables.text(rich, key);
            }
        }
        return "";
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of(new AdvisoryKey("Maven", pkg.name(), pkg.version()));
    }
}
