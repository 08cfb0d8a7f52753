package dev.seawall.engine.harden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real programs of this machine, whole and damaged. */
final class ElfDynamicFuzzTest {
    private static final Path PROGRAM = Path.of("/usr/bin/env");

    @Test
    void readsWhatAProgramNeeds() throws IOException {
        Assumptions.assumeTrue(Files.exists(PROGRAM), "skipped: there is no " + PROGRAM);
        ElfDynamic elf = ElfDynamic.read(Files.readAllBytes(PROGRAM)).orElseThrow();
        assertTrue(elf.needed().stream().anyMatch(name -> name.startsWith("libc.")), elf.toString());
        assertTrue(elf.interpreter().contains("ld-"), elf.toString());
        assertEquals(Optional.empty(), ElfDynamic.read("#!/bin/sh".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void survivesDamage() throws IOException {
        Assumptions.assumeTrue(Files.exists(PROGRAM), "skipped: there is no " + PROGRAM);
        byte[] program = Files.readAllBytes(PROGRAM);
        byte[] head = java.util.Arrays.copyOf(program, 2048);
        Fuzz.run(List.of(program, head), FileFacts::read);
    }

    @Test
    void relationsFollowTheFirstInstalledAlternative() {
        PackageRelations relations = PackageRelations.ofDpkg("""
                Package: app
                Depends: missing | libx (>= 1), shell, awk
                Pre-Depends: libc6

                Package: libx
                Provides: libx-abi (= 1)

                Package: dash
                Essential: yes
                Provides: shell

                Package: libc6
                """);
        assertEquals(
                List.of("dash", "libc6", "libx"),
                List.copyOf(relations.dependencies().get("app")));
        assertTrue(relations.essential().contains("dash"), "essential");
        PackageRelations apk = PackageRelations.ofApk(
                "P:nginx\nD:so:libc.musl-x86_64.so.1 pcre>=8\n\nP:musl\np:so:libc.musl-x86_64.so.1=1\n\nP:pcre\n");
        assertEquals(List.of("musl", "pcre"), List.copyOf(apk.dependencies().get("nginx")));
    }
}
