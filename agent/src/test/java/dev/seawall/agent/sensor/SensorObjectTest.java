package dev.seawall.agent.sensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.agent.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed BPF object is what its committed source gives. */
final class SensorObjectTest {
    private static final Path SOURCE = Path.of("src/main/bpf");
    private static final Path BUILT = Path.of("src/main/resources/sensor");

    @ParameterizedTest
    @ValueSource(strings = {"sensor", "profile"})
    void objectWasBuiltFromThisSource(String name) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Files.readAllBytes(SOURCE.resolve("kernel.h")));
        digest.update(Files.readAllBytes(SOURCE.resolve(name + ".bpf.c")));
        assertEquals(
                built(name).getFirst(),
                HexFormat.of().formatHex(digest.digest()),
                "run agent/src/main/bpf/build.sh and commit what it writes");
    }

    private static List<String> built(String name) throws IOException {
        return Files.readAllLines(BUILT.resolve(name + "-amd64.bpf.built"));
    }

    @Test
    void sameCompilerGivesTheSameBytes(@TempDir Path folder) throws IOException {
        String version = built("sensor").get(1);
        String here;
        try {
            here = TestBed.output(List.of("clang", "--version"))
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException none) {
            here = "none";
        }
        String found = here;
        Assumptions.assumeTrue(found.equals(version), () -> "skipped: built by " + version + ", here is " + found);
        TestBed.run("sh", SOURCE.resolve("build.sh").toString(), folder.toString());
        for (String name : List.of("sensor-amd64.bpf.o", "profile-amd64.bpf.o")) {
            assertArrayEquals(Files.readAllBytes(folder.resolve(name)), Files.readAllBytes(BUILT.resolve(name)));
        }
    }
}
