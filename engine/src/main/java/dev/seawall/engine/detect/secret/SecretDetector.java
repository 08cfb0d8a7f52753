package dev.seawall.engine.detect.secret;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The {@code secret} detector: keys, tokens and passwords in text files and in archives of them. */
public final class SecretDetector implements Detector {
    /** Changes whenever the rules or the way they are applied do. */
    private static final String VERSION = "2";

    private final Supplier<SecretScan> scan;
    private final String version;

    private SecretDetector(Supplier<SecretScan> scan, String version) {
        this.scan = scan;
        this.version = version;
    }

    /** With the built-in rules, which are loaded when the first file is looked at. */
    public static SecretDetector builtin() {
        return new SecretDetector(SecretScan::builtin, VERSION);
    }

    /** With the rules that a user's configuration leaves or adds. */
    public static SecretDetector of(SecretConfig config) {
        SecretScan scan = SecretScan.of(config);
        return new SecretDetector(() -> scan, VERSION + "-" + config.digest());
    }

    /** The rules of the secret detector in this list, the built-in ones where there is none. */
    public static SecretScan rulesAmong(List<Detector> detectors) {
        for (Detector detector : detectors) {
            if (detector instanceof SecretDetector secrets) {
                return secrets.scan.get();
            }
        }
        return SecretScan.builtin();
    }

    @Override
    public String id() {
        return "secret";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean wants(FileEntry file) {
        return SecretPaths.wants(file);
    }

    @Override
    public List<Hit> inspect(FileEntry file, FileContent content) throws IOException {
        return scan.get().inspect(file, content);
    }
}
