package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged inspect answers, facts, seccomp profiles and units: read or refused, never worse. The corpus is the samples. */
final class LiveFilesFuzzTest {
    private static void damage(String target) throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        String name = "";
        for (Path file : CheckSources.files()) {
            for (CheckSources.Sample sample : CheckSources.samples(CheckSources.root(file))) {
                if (sample.target().equals(target)) {
                    corpus.add(sample.text().getBytes(StandardCharsets.UTF_8));
                    name = sample.name();
                }
            }
        }
        DocumentReader reader =
                DocumentReaders.find(InputFile.of(name, corpus.getFirst())).orElseThrow();
        String file = name;
        Fuzz.run(corpus, input -> {
            try {
                assertNotNull(reader.read(InputFile.of(file, input)));
            } catch (IOException expected) {
                assertNotNull(expected.getMessage());
            }
        });
    }

    @Test
    void inspectAnswers() throws IOException {
        damage("container");
    }

    @Test
    void engineFacts() throws IOException {
        damage("engine");
    }

    @Test
    void seccompProfiles() throws IOException {
        damage("seccomp");
    }

    @Test
    void serviceUnits() throws IOException {
        damage("systemd-service");
        damage("kubelet-flags");
    }
}
