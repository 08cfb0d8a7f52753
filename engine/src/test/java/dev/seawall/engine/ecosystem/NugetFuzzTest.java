package dev.seawall.engine.ecosystem;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class NugetFuzzTest {
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        EcosystemFuzz.run("nuget");
    }
}
