package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Plug-ins with formats of their own: a line is {@code name version owned-path...}; certain words make them fail in
 * every way a plug-in can.
 */
final class TestPlugins {
    private TestPlugins() {}

    static List<Ecosystem> ecosystems() {
        return List.of(new Lines("deb", "var/lib/dpkg/status"), new Lines("app", ".app"));
    }

    static List<Detector> detectors() {
        return List.of(new Words());
    }

    private record Lines(String id, String suffix) implements Ecosystem {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public boolean wants(FileEntry file) {
            return file.kind() == FileEntry.Kind.FILE && file.path().endsWith(suffix);
        }

        @Override
        public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
            FileContent content = files.content(file.path()).orElseThrow();
            String text = new String(content.bytes(), StandardCharsets.UTF_8);
            fail(text);
            List<Package> packages = new ArrayList<>();
            List<Reading.OwnedFiles> owned = new ArrayList<>();
            for (String line : text.lines().filter(l -> l.length() < 1000).toList()) {
                List<String> words = List.of(line.split(" ", -1));
                packages.add(Package.of(id, words.get(0), words.get(1), file.path(), packages.size() + 1));
                owned.add(new Reading.OwnedFiles(words.get(0), words.subList(2, words.size())));
            }
            return new Reading(packages, owned);
        }

        private static void fail(String text) throws IOException {
            switch (text) {
                case "BROKEN" -> throw new MalformedFileException("broken");
                case "RUNTIME" -> throw new IllegalStateException("a bug");
                case "STACK" -> throw new StackOverflowError();
                case "HANG" -> LockSupport.parkNanos(5_000_000_000L);
                default -> {}
            }
        }

        @Override
        public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
            return List.of();
        }

        @Override
        public int compareVersions(String left, String right) {
            return left.compareTo(right);
        }
    }

    private static final class Words implements Detector {
        @Override
        public String id() {
            return "secret";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public boolean wants(FileEntry file) {
            return file.kind() == FileEntry.Kind.FILE && file.path().endsWith(".env");
        }

        @Override
        public List<Hit> inspect(FileEntry file, FileContent content) throws IOException {
            if (!new String(content.bytes(), StandardCharsets.UTF_8).contains("SECRET")) {
                return List.of();
            }
            return List.of(new Hit(
                    "test-word",
                    FindingKind.SECRET,
                    Severity.HIGH,
                    "A word",
                    List.of(Practice.SEC_1),
                    List.of("C:1"),
                    "",
                    1,
                    1,
                    "SECR…",
                    "Remove it"));
        }
    }
}
