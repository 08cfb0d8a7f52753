package dev.seawall.engine.ecosystem.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.ecosystem.PackageText;
import dev.seawall.engine.model.Package;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every entry of binaries.yaml finds the version in its own sample, wherever in a large file it stands. */
final class KnownProgramsTest {
    @Test
    void everySampleIsRecognised() throws IOException {
        assertTrue(KnownPrograms.all().size() > 40, "the list is not loaded");
        for (KnownProgram program : KnownPrograms.all()) {
            byte[] text = program.sample().text().getBytes(StandardCharsets.ISO_8859_1);
            for (int before : new int[] {0, 700, (1 << 20) - 20, 3 << 20}) {
                byte[] file = new byte[before + text.length + 5_000];
                Arrays.fill(file, (byte) 0x20);
                System.arraycopy(text, 0, file, before, text.length);
                List<Package> found =
                        KnownPrograms.read("usr/bin/" + program.sample().file(), new ByteArrayInputStream(file));
                assertTrue(
                        found.stream()
                                .anyMatch(p -> p.name().equals(program.name())
                                        && p.version().equals(program.sample().version())),
                        program.name() + " at " + before + ": " + found);
            }
        }
    }

    @Test
    void aDistributionOfJavaIsNamedAfterItsMaker() {
        String adoptium =
                "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_RUNTIME_VERSION=\"21.0.4+7-LTS\"\nJAVA_VERSION=\"21.0.4\"\n";
        assertEquals(List.of("oracle openjdk 21.0.4+7-LTS"), java("opt/java/openjdk/release", adoptium, true));
        String azul = "IMPLEMENTOR=\"Azul Systems, Inc.\"\nJAVA_VERSION=\"17.0.1\"\n";
        assertEquals(List.of("azul zulu 17.0.1"), java("usr/lib/jvm/zulu17/release", azul, true));
        String oracle = "IMPLEMENTOR=\"Oracle Corporation\"\nJAVA_VERSION=\"1.8.0_411\"\nIMAGE_TYPE=\"JRE\"\n";
        assertEquals(List.of("oracle jre 1.8.0_411"), java("usr/lib/jvm/x/release", oracle, false));
        assertEquals(List.of("oracle jdk 1.8.0_411"), java("usr/lib/jvm/x/release", oracle, true));
        assertEquals(List.of(), java("etc/release", "NAME=Fedora\n", false));
    }

    private static List<String> java(String path, String text, boolean compiler) {
        PackageText file = PackageText.of(path, text.getBytes(StandardCharsets.UTF_8));
        return JavaRelease.read(file, compiler).stream()
                .map(p -> p.namespace() + " " + p.name() + " " + p.version())
                .toList();
    }
}
