package dev.seawall.engine.host;

import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionScheme;
import dev.seawall.engine.version.VersionSchemes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Newer versions of installed packages in the lists apt fetched last. Pins are not looked at.
 *
 * @param lists how many lists were read
 * @param updates newest version by package
 * @param security those of them that a {@code -security} suite offers
 */
record PendingUpdates(int lists, SortedMap<String, String> updates, SortedMap<String, String> security) {
    private static final String FOLDER = "var/lib/apt/lists";
    private static final int LONGEST_LINE = 1 << 20;
    private static final long MOST_LINES = 20_000_000;
    private static final VersionScheme VERSIONS = VersionSchemes.named("deb");

    static PendingUpdates read(HostText text, InstalledPackages installed) {
        Map<String, String> versions = new HashMap<>();
        for (Package pkg : installed.all()) {
            if (pkg.ecosystem().equals("deb")) {
                versions.put(pkg.name() + ":" + pkg.qualifiers().getOrDefault("arch", ""), pkg.version());
            }
        }
        PendingUpdates found = new PendingUpdates(0, new TreeMap<>(), new TreeMap<>());
        int lists = 0;
        for (String name : text.files().list(FOLDER)) {
            if (name.matches(".*_Packages(\\.(lz4|gz|xz))?")) {
                lists += found.add(text, name, versions) ? 1 : 0;
            }
        }
        return new PendingUpdates(lists, found.updates, found.security);
    }

    private boolean add(HostText text, String name, Map<String, String> versions) {
        String path = FOLDER + "/" + name;
        try (InputStream raw = text.files().content(path).open();
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(unpacked(name, raw), StandardCharsets.UTF_8))) {
            scan(reader, name.contains("-security_"), versions);
            return true;
        } catch (IOException e) {
            text.report(path, FileStatus.State.MALFORMED, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static InputStream unpacked(String name, InputStream raw) throws IOException {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "lz4" -> new FramedLZ4CompressorInputStream(raw);
            case "gz" -> new GZIPInputStream(raw, 1 << 16);
            case "xz" -> new XZInputStream(raw, 64 << 10);
            default -> raw;
        };
    }

    private void scan(BufferedReader reader, boolean secure, Map<String, String> versions) throws IOException {
        String name = "";
        String version = "";
        String architecture = "";
        long lines = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines++;
            if (lines > MOST_LINES || line.length() > LONGEST_LINE) {
                throw new IOException("larger than a list of packages can be");
            }
            if (line.startsWith("Package: ")) {
                name = line.substring(9).strip();
            } else if (line.startsWith("Version: ")) {
                version = line.substring(9).strip();
            } else if (line.startsWith("Architecture: ")) {
                architecture = line.substring(14).strip();
            } else if (line.isEmpty()) {
                offer(name, architecture, version, secure, versions);
                name = "";
            }
        }
        offer(name, architecture, version, secure, versions);
    }

    private void offer(String name, String architecture, String version, boolean secure, Map<String, String> versions) {
        String installed = versions.get(name + ":" + architecture);
        if (name.isEmpty() || installed == null || !isNewer(version, installed)) {
            return;
        }
        keep(updates, name, version);
        if (secure) {
            keep(security, name, version);
        }
    }

    private static void keep(SortedMap<String, String> all, String name, String version) {
        all.merge(name, version, (before, now) -> isNewer(now, before) ? now : before);
    }

    static boolean isNewer(String version, String than) {
        try {
            return VERSIONS.compare(version, than) > 0;
        } catch (BadVersionException e) {
            return false;
        }
    }
}
