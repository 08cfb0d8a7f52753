package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DockerfileFuzzTest {
    @Test
    void damagedFilesAreRefusedOrRead() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (String name : List.of("Dockerfile.stages", "Dockerfile.heredocs", "Dockerfile.windows")) {
            try (InputStream in = DockerfileFuzzTest.class.getResourceAsStream(name)) {
                corpus.add(Objects.requireNonNull(in, name).readAllBytes());
            }
        }
        LocalDate today = LocalDate.of(2026, 1, 1);
        Fuzz.run(corpus, bytes -> {
            Dockerfile file = Dockerfile.parse(bytes);
            new DockerfileTree(file, BuildPlan.of(file), today, HadolintConfig.NONE).build();
        });
    }
}
