package dev.seawall.engine.ecosystem;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PearFuzzTest {
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        EcosystemFuzz.run("pear");
    }
}
