package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The packages of one Java archive and of every archive inside it, without a temporary file. Only directories, POM
 * files, manifests and inner archives are read; inner archives that are stored as they are (Spring Boot) are read in
 * place, others are inflated into memory one at a time per level. All bounds hold for one outer archive together, so
 * that archives which contain themselves or inflate without end are refused.
 */
public final class JarReader {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ARCHIVES = 20_000;
    private static final long MAX_INNER_BYTES = 512L << 20;
    private static final long MAX_HELD_BYTES = 768L << 20;
    private static final long MAX_INFLATED_BYTES = 4L << 30;
    private static final long MAX_TEXT_BYTES = 4L << 20;
    private static final int MAX_PACKAGES = 100_000;

    private final List<Package> packages = new ArrayList<>();
    private int archives;
    private long inflatedBytes;
    private long heldBytes;

    /** What one archive says about itself. */
    private static final class Facts {
        private final List<Located> properties = new ArrayList<>();
        private final List<Located> poms = new ArrayList<>();
        private JarManifest manifest = JarManifest.EMPTY;
        private boolean hasManifest;
    }

    /** @param entry path inside the archive */
    private record Located(Coordinates coordinates, String entry) {}

    private JarReader() {}

    /**
     * Reads an archive.
     *
     * @param path as packages shall state it; inner archives follow behind {@code !/}
     * @throws MalformedFileException where it is not a zip file, damaged, or over a bound
     */
    public static List<Package> read(String path, SeekableByteChannel content) throws IOException {
        JarReader reader = new JarReader();
        reader.archive(path, ByteSource.of(content), 1);
        return reader.packages;
    }

    /** Whether this is a name under which Java archives travel. */
    public static boolean isArchive(String path) {
        return JarName.isArchive(path);
    }

    private void archive(String path, ByteSource source, int depth) throws IOException {
        if (depth > MAX_DEPTH || ++archives > MAX_ARCHIVES || packages.size() > MAX_PACKAGES) {
            throw new MalformedFileException("too large: more than " + MAX_DEPTH + " archives inside each other, or "
                    + MAX_ARCHIVES + " in all");
        }
        ZipDirectory zip = ZipDirectory.read(source, JarReader::isWanted);
        Facts facts = new Facts();
        for (ZipDirectory.Entry entry : zip.entries()) {
            if (JarName.isArchive(entry.name())) {
                inner(path, zip, entry, depth);
            } else {
                learn(zip, entry, facts);
            }
        }
        conclude(path, facts);
    }

    private static boolean isWanted(String name) {
        return name.endsWith("/pom.properties")
                || (name.endsWith("/pom.xml") && name.startsWith("META-INF/maven/"))
                || name.equalsIgnoreCase("META-INF/MANIFEST.MF")
                || name.equals("pom.properties")
                || JarName.isArchive(name);
    }

    /** A damaged inner archive still has a name, and that may tell enough; one over a bound ends the reading. */
    private void inner(String path, ZipDirectory zip, ZipDirectory.Entry entry, int depth) throws IOException {
        String innerPath = path + "!/" + shown(entry.name());
        long held = 0;
        try {
            ByteSource content = zip.open(entry, MAX_INNER_BYTES);
            held = content instanceof ByteSource.Whole ? content.sizeBytes() : 0;
            inflatedBytes += content.sizeBytes();
            heldBytes += held;
            if (inflatedBytes > MAX_INFLATED_BYTES || heldBytes > MAX_HELD_BYTES) {
                throw new MalformedFileException("too large: the archives inside inflate to more than "
                        + (MAX_HELD_BYTES >> 20) + " MB at once");
            }
            archive(innerPath, content, depth + 1);
        } catch (MalformedFileException e) {
            if (String.valueOf(e.getMessage()).startsWith("too large")) {
                throw e;
            }
            conclude(innerPath, new Facts());
        } finally {
            heldBytes -= held;
        }
    }

    private void learn(ZipDirectory zip, ZipDirectory.Entry entry, Facts facts) throws IOException {
        ByteSource content = zip.open(entry, MAX_TEXT_BYTES);
        inflatedBytes += content.sizeBytes();
        if (inflatedBytes > MAX_INFLATED_BYTES) {
            throw new MalformedFileException("too large: the archive inflates to more than 4 GB");
        }
        byte[] bytes = content.read(0, (int) Math.min(content.sizeBytes(), MAX_TEXT_BYTES));
        String name = entry.name();
        if (name.endsWith("pom.properties")) {
            facts.properties.add(new Located(Coordinates.ofProperties(bytes), name));
        } else if (name.endsWith("pom.xml")) {
            facts.poms.add(new Located(pom(bytes), name));
        } else if (!facts.hasManifest) {
            facts.manifest = JarManifest.parse(bytes);
            facts.hasManifest = true;
        }
    }

    private static Coordinates pom(byte[] bytes) {
        try {
            return Pom.parse(bytes).coordinates();
        } catch (IOException e) {
            return Coordinates.NONE;
        }
    }

    private void conclude(String path, Facts facts) {
        JarName name = JarName.parse(path);
        if (!located(path, facts.properties, name) && !located(path, facts.poms, name)) {
            guessed(path, facts.manifest, name);
        }
    }

    /** Several POMs in one archive are what was shaded into it; each then says where inside it was found. */
    private boolean located(String path, List<Located> found, JarName name) {
        List<Located> complete =
                found.stream().filter(f -> f.coordinates.isComplete()).toList();
        for (Located one : complete) {
            Coordinates at = one.coordinates;
            boolean self = complete.size() == 1 || at.artifact().equals(name.artifact());
            String where = self ? path : path + "!/" + shown(one.entry);
            packages.add(Package.of("maven", at.name(), at.version(), where, 0));
        }
        return !complete.isEmpty();
    }

    private void guessed(String path, JarManifest manifest, JarName name) {
        String artifact = manifest.artifact();
        String group = KnownGroups.of(artifact, manifest.group());
        Coordinates stated = new Coordinates(group, artifact, manifest.version());
        if (JarName.isJenkinsPlugin(path) && !manifest.field("Short-Name").isEmpty()) {
            String id = manifest.field("Short-Name");
            String version = manifest.field("Plugin-Version");
            stated = new Coordinates(group, id, version.isEmpty() ? stated.version() : version.split(" ", 2)[0]);
            name = new JarName(id, "");
        }
        if (!name.version().isEmpty()) {
            String otherwise = name.dottedGroup().isEmpty() ? name.artifact() : name.dottedGroup();
            String found = KnownGroups.of(name.artifact(), stated.isComplete() ? group : otherwise);
            packages.add(Package.of("maven", found + ":" + name.artifact(), name.version(), path, 0));
        } else if (stated.isComplete()) {
            packages.add(Package.of("maven", stated.name(), stated.version(), path, 0));
        }
    }

    /** Names inside archives are written by anyone: no way out of the archive, no control characters. */
    private static String shown(String name) {
        String plain = name.replace('\\', '/').replaceAll("\\p{Cntrl}", "?");
        List<String> parts = new ArrayList<>();
        for (String part : plain.split("/")) {
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
