package dev.seawall.engine.harden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealDocker;
import dev.seawall.engine.RealProgram;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Debian-based Python image made of this machine's packages, slimmed, run by the real docker and probed. */
final class HardenIT {
    private static final String SERVES =
            "import os,http.server,threading,urllib.request,ssl,json,sqlite3,hashlib,socket\n"
                    + "s=http.server.HTTPServer(('127.0.0.1',8000),http.server.SimpleHTTPRequestHandler)\n"
                    + "threading.Thread(target=s.serve_forever,daemon=True).start()\n"
                    + "print('SERVED',urllib.request.urlopen('http://127.0.0.1:8000/').status,ssl.OPENSSL_VERSION[:7],flush=True)\n"
                    // ends without waiting for the server's thread, which would need libgcc_s to end
                    + "os._exit(0)\n";

    /** Copies the files of installed packages, with their part of dpkg's database, into a root file system. */
    private static final String COPY = """
            set -e
            root=$1
            mkdir -p $root/usr/bin $root/usr/sbin $root/usr/lib $root/usr/lib64 $root/tmp $root/var/lib/dpkg/info $root/app
            for d in bin sbin lib lib64; do ln -s usr/$d $root/$d; done
            list=$root.list
            for p in python3.11-minimal libpython3.11-minimal libpython3.11-stdlib python3.11 python3-minimal python3 \\
                libpython3-stdlib libc6 libssl3 zlib1g libexpat1 libsqlite3-0 libffi8 liblzma5 libbz2-1.0 libreadline8 \\
                libtinfo6 libncursesw6 libuuid1 libdb5.3 libcrypt1 libnsl2 libtirpc3 libgssapi-krb5-2 libkrb5-3 \\
                libk5crypto3 libcom-err2 libkrb5support0 libkeyutils1 media-types base-files dash bash coreutils tar apt \\
                dpkg perl-base passwd mount libselinux1 libpcre2-8-0 libacl1 libattr1 libgmp10; do
              dpkg -L $p 2>/dev/null || continue
              dpkg-query -s $p >> $root/var/lib/dpkg/status; echo >> $root/var/lib/dpkg/status
              cp /var/lib/dpkg/info/$p.list $root/var/lib/dpkg/info/ 2>/dev/null \\
                || cp /var/lib/dpkg/info/$p:*.list $root/var/lib/dpkg/info/
            done | sed -E 's,^/(bin|sbin|lib|lib64)/,/usr/\\1/,' | sort -u | while read f; do
              if [ -L "$f" ] || [ -f "$f" ]; then echo "${f#/}"; fi
            done > $list
            tar -C / --no-recursion -cf - -T $list | tar -C $root -xf -
            """;

    @TempDir
    private Path folder;

    @Test
    void aSlimPythonImageStillServes() throws IOException {
        RealDocker docker = RealDocker.require();
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/bin/python3.11")), "skipped: Debian's python3.11 is not here");
        Path root = folder.resolve("root");
        RealProgram.run(Map.of(), List.of("sh", "-c", COPY, "copy", root.toString()));
        Files.writeString(root.resolve("app/serve.py"), SERVES);
        Path tar = folder.resolve("root.tar");
        RealProgram.run(Map.of(), List.of("tar", "-C", root.toString(), "-cf", tar.toString(), "."));
        RealProgram.run(Map.of(), List.of("rm", "-rf", root.toString()));
        docker.docker("import", "--change", "CMD [\"python3\",\"/app/serve.py\"]", tar.toString(), "full:1");
        assertTrue(run(docker, "full:1").contains("SERVED 200"), "the full image serves");
        Path saved = folder.resolve("full.tar");
        docker.docker("save", "-o", saved.toString(), "full:1");

        Path layout = folder.resolve("slim");
        Hardening.Outcome outcome = new Hardening(request(saved), List.of(), List.of(), List.of()).run(layout);
        HardenPlan plan = outcome.plan();
        Set<String> gone = Set.copyOf(plan.removals().stream()
                .filter(removal -> removal.kind() == Removal.Kind.PACKAGE)
                .map(Removal::name)
                .toList());
        assertTrue(gone.containsAll(Set.of("bash", "apt", "perl-base", "passwd", "tar")), gone.toString());
        assertTrue(plan.keptPackages().containsAll(Set.of("libc6", "libssl3", "python3.11-minimal")));
        assertTrue(plan.bytesAfter() * 3 < plan.bytesBefore() * 2, plan.bytesBefore() + " to " + plan.bytesAfter());
        assertTrue(outcome.dockerfile().contains("CMD [\"python3\",\"/app/serve.py\"]"), "the Dockerfile starts it");

        docker.docker(
                "import",
                "--change",
                "CMD [\"python3\",\"/app/serve.py\"]",
                layer(layout).toString(),
                "slim:1");
        assertTrue(run(docker, "slim:1").contains("SERVED 200"), "the slim image serves too");
        assertThrows(AssertionError.class, () -> run(docker, "slim:1", "bash", "-c", "true"));
        Hardening.Outcome again = new Hardening(request(layout), List.of(), List.of(), List.of()).run(null);
        assertFalse(again.plan().keptPackages().contains("bash"), "the package database was slimmed too");
        assertEquals(plan.keptPackages(), again.plan().keptPackages());
    }

    private static String run(RealDocker docker, String image, String... command) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("run", "--rm", "--network", "none", image));
        words.addAll(List.of(command));
        return docker.docker(words.toArray(String[]::new));
    }

    private static ScanRequest request(Path target) {
        return new ScanRequest(
                target.toString(),
                ScanOptions.defaults().withKinds(Set.of()),
                SourceOptions.of(RegistryOptions.of(Map.of())).withOffline(true),
                new MatchOptions(false, false, List.of()),
                LocalDate.of(2026, 1, 1));
    }

    private static Path layer(Path layout) throws IOException {
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            return blobs.max(java.util.Comparator.comparingLong(
                            path -> path.toFile().length()))
                    .orElseThrow();
        }
    }
}
