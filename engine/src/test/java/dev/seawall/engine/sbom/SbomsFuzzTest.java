package dev.seawall.engine.sbom;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SbomsFuzzTest {
    private static final List<String> CORPUS = List.of(
            "cyclonedx.json",
            "cyclonedx.xml",
            "spdx.json",
            "spdx3.json",
            "spdx.txt",
            "syft.json",
            "trivy.json",
            "purls.txt");

    @Test
    void damagedBillsAreRefusedOrRead() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (String name : CORPUS) {
            try (InputStream in = SbomsFuzzTest.class.getResourceAsStream(name)) {
                corpus.add(java.util.Objects.requireNonNull(in, name).readAllBytes());
            }
        }
        Fuzz.run(corpus, Sboms::read);
    }
}
