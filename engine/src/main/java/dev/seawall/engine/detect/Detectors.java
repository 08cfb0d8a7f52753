package dev.seawall.engine.detect;

import dev.seawall.engine.detect.license.LicenseFiles;
import dev.seawall.engine.detect.malware.MalwareDetector;
import dev.seawall.engine.detect.secret.SecretDetector;
import java.util.List;

/** The sorted list of detectors; a new one is one class and one line here. */
public final class Detectors {
    private Detectors() {}

    /** Every detector, each once. */
    public static List<Detector> all() {
        return List.of(new LicenseFiles(), MalwareDetector.standard(), SecretDetector.builtin());
    }
}
