package dev.seawall.engine.ecosystem;

import dev.seawall.engine.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text formats of system packages: damaged, they are read as far as they go or refused. */
final class SystemPackagesFuzzTest {
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void dpkg() {
        byte[] status = text("Package: a\nStatus: install ok installed\nVersion: 1:1-1\nSource: b (2)\n\nPackage: c\n");
        byte[] list = text("/.\n/usr\n/usr/bin/x\n//\n./\n");
        byte[] wall =
                text("{\"kind\":\"package\",\"name\":\"a\",\"version\":\"1\"}\n{\"kind\":\"path\",\"path\":\"/x\"}");
        Fuzz.run(List.of(status, list, wall), input -> new MemoryFiles()
                .with("var/lib/dpkg/status", input)
                .with("var/lib/dpkg/info/a:x.list", input)
                .with("var/lib/dpkg/info/b.md5sums", input)
                .with("usr/share/doc/a/copyright", input)
                .readAll(new Deb()));
    }

    @Test
    void chisel() {
        byte[] wall =
                text("{\"kind\":\"package\",\"name\":\"a\",\"version\":\"1\"}\n{\"kind\":\"path\",\"path\":\"/x\","
                        + "\"slices\":[\"a_b\"]}");
        Fuzz.run(List.of(wall, com.github.luben.zstd.Zstd.compress(wall)), input -> new MemoryFiles()
                .with("var/lib/chisel/manifest.wall", input)
                .readAll(new Deb()));
    }

    @Test
    void apk() {
        byte[] installed = text("P:a\nV:1-r0\no:b\nL:MIT AND BSD\nF:usr\nR:x\n\nP:c\n");
        Fuzz.run(
                List.of(installed),
                input -> new MemoryFiles().with("lib/apk/db/installed", input).readAll(new Apk()));
    }

    @Test
    void others() {
        byte[] desc = text("%NAME%\na\n\n%VERSION%\n1-1\n\n%FILES%\nusr/\nusr/x\n");
        byte[] contents = text("obj /a b 00ff 12\nsym /x -> y 12\ndir /z\n");
        byte[] snap = text("name: a\nversion: &v 1\narchitectures: [*v]\n");
        byte[] xml = text("<component><id>a</id><release version='1'/></component>");
        byte[] manifest = text("a\t1-1\t1\t1\tv\t(none)\t1\tx\t0\ta-1-1.src.rpm\n");
        Fuzz.run(List.of(desc, contents, snap, xml, manifest), input -> {
            MemoryFiles files = new MemoryFiles()
                    .with("var/lib/pacman/local/a-1-1/desc", input)
                    .with("var/db/pkg/a/b-1/CONTENTS", input)
                    .with("snap/a/1/meta/snap.yaml", input)
                    .with("var/lib/rpmmanifest/container-manifest-2", input)
                    .with("var/lib/flatpak/app/a/current/active/export/share/metainfo/a.xml", input);
            for (Ecosystem ecosystem : List.of(new Alpm(), new Portage(), new Snap(), new Rpm(), new Flatpak())) {
                tryRead(files, ecosystem);
            }
        });
    }

    private static void tryRead(MemoryFiles files, Ecosystem ecosystem) {
        try {
            files.readAll(ecosystem);
        } catch (java.io.IOException refused) {
            // the next ecosystem is asked all the same
            return;
        }
    }

    @Test
    void osRelease() {
        byte[] release = text("ID=\"alpine\"\nVERSION_ID='3.16'\nVERSION=\"1 (x)\"\n");
        byte[] repositories = text("https://mirror.example.org/alpine/v3.9/main\nhttp://x/edge/main\n");
        byte[] older = text("CentOS Linux release 7.6.1810 (Core)\n");
        Fuzz.run(List.of(release, repositories, older), input -> {
            OsRelease.detect(Map.of("etc/os-release", input, "etc/apk/repositories", repositories));
            OsRelease.detect(Map.of("etc/os-release", release, "etc/apk/repositories", input));
            OsRelease.detect(Map.of("etc/centos-release", input));
            OsRelease.detect(Map.of("etc/debian_version", input));
            OsRelease.detect(Map.of("etc/SuSE-release", input));
        });
    }
}
