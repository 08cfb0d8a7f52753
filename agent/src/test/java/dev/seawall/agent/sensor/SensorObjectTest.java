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

/** The committed BPF object is what its committed source gives. */
final class SensorObjectTest {
    private static final Path SOURCE = Path.of("src/main/bpf");
    private static final Path OBJECT = Path.of("src/main/resources/sensor/sensor-amd64.bpf.o");
    private static final Path BUILT = Path.of("src/main/resources/sensor/sensor-amd64.bpf.built");

    @Test
    void objectWasBuiltFromThisSource() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Files.readAllBytes(SOURCE.resolve("kernel.h")));
        digest.update(Files.readAllBytes(SOURCE.resolve("sensor.bpf.c")));
        assertEquals(
                Files.readAllLines(BUILT).getFirst(),
                HexFormat.of().formatHex(digest.digest()),
                "run agent/src/main/bpf/build.sh and commit what it writes");
    }

    @Test
    void sameCompilerGivesTheSameBytes() throws IOException {
        String version = Files.readAllLines(BUILT).get(1);
        String here = "";
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
        Path rebuilt = Files.createTempFile("sensor", ".o");
        TestBed.run("sh", SOURCE.resolve("build.sh").toString(), rebuilt.toString());
        assertArrayEquals(Files.readAllBytes(rebuilt), Files.readAllBytes(OBJECT));
        Files.delete(rebuilt);
        Files.delete(Path.of(rebuilt.toString().replaceFirst("\\.o$", "") + ".built"));
    }
}
