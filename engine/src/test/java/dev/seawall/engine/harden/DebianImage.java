package dev.seawall.engine.harden;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Debian-based image made of packages: those of this machine as they are installed, others from Debian's archive. */
final class DebianImage {
    /** What makes it an image one would start from, most of it of no use to a server. */
    static final List<String> BASE = List.of(
            ("libc6 libcrypt1 zlib1g libtinfo6 libuuid1 libgcc-s1 base-files dash bash coreutils tar apt dpkg perl-base"
                            + " passwd mount libselinux1 libpcre2-8-0 libacl1 libattr1 libgmp10")
                    .split(" "));

    /** Packages $2... with their part of dpkg's database into the root file system $1. */
    private static final String COPY = """
            set -e
            root=$1; shift
            mkdir -p $root/usr/bin $root/usr/sbin $root/usr/lib $root/usr/lib64 $root/tmp $root/var/lib/dpkg/info $root/app
            mkdir -p $root/etc
            printf 'root:x:0:0:root:/root:/bin/sh\\nnobody:x:65534:65534::/:/bin/false\\n' > $root/etc/passwd
            printf 'root:x:0:\\nnogroup:x:65534:\\n' > $root/etc/group
            for d in bin sbin lib lib64; do ln -s usr/$d $root/$d; done
            list=$root.list
            for p; do
              if ! dpkg -L $p >/dev/null 2>&1; then
                mkdir -p $root.debs; cd $root.debs
                apt-get -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=20 download $p >/dev/null
                dpkg-deb --fsys-tarfile ${p}_*.deb | tar -C $root --keep-directory-symlink -xf -
                dpkg-deb -f ${p}_*.deb | sed '/^Package:/a Status: install ok installed' >> $root/var/lib/dpkg/status
                echo >> $root/var/lib/dpkg/status
                dpkg-deb -c ${p}_*.deb | sed -E 's,^([^ ]+ +){5}\\.,,; s, -> .*,,; s,/$,,' > $root/var/lib/dpkg/info/$p.list
                continue
              fi
              dpkg-query -s $p >> $root/var/lib/dpkg/status; echo >> $root/var/lib/dpkg/status
              cp /var/lib/dpkg/info/$p.list $root/var/lib/dpkg/info/ 2>/dev/null \\
                || cp /var/lib/dpkg/info/$p:*.list $root/var/lib/dpkg/info/
              dpkg -L $p >> $list.all
            done
            sed -E 's,^/(bin|sbin|lib|lib64)/,/usr/\\1/,' $list.all | sort -u | while read f; do
              if [ -L "$f" ] || [ -f "$f" ]; then echo "${f#/}"; fi
            done > $list
            tar -C / --no-recursion -cf - -T $list | tar -C $root -xf -
            """;

    private final RealDocker docker;
    private final Path folder;
    private final String command;

    private DebianImage(RealDocker docker, Path folder, String command) {
        this.docker = docker;
        this.folder = folder;
        this.command = command;
    }

    /**
     * Makes the image {@code full:NAME}; skips the calling test where docker or a package is not to be had.
     *
     * @param command JSON list of words
     * @param files what the application adds under {@code /app}
     */
    static DebianImage of(Path folder, List<String> packages, String command, Map<String, byte[]> files)
            throws IOException {
        DebianImage image = new DebianImage(RealDocker.require(), folder, command);
        Path root = folder.resolve("root");
        List<String> words = new ArrayList<>(List.of("sh", "-c", COPY, "copy", root.toString()));
        words.addAll(packages);
        words.addAll(BASE);
        try {
            RealProgram.run(Map.of(), words);
        } catch (AssertionError e) {
            Assumptions.abort("skipped: the packages are neither installed nor to be had: " + e.getMessage());
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(root.resolve("app").resolve(file.getKey()), file.getValue());
        }
        Path tar = folder.resolve("root.tar");
        RealProgram.run(Map.of(), List.of("tar", "-C", root.toString(), "-cf", tar.toString(), "."));
        RealProgram.run(Map.of(), List.of("rm", "-rf", root.toString()));
        image.load("full", tar);
        return image;
    }

    private void load(String name, Path tar) throws IOException {
        docker.docker("import", "--change", "CMD " + command, tar.toString(), tag(name));
    }

    private String tag(String name) {
        return name + ":" + folder.getFileName().toString().replaceAll("[^0-9]", "");
    }

    /** Slims the image into {@code slim:NAME} and tells what was decided. */
    Hardening.Outcome slim() throws IOException {
        Path saved = folder.resolve("full.tar");
        docker.docker("save", "-o", saved.toString(), tag("full"));
        Path layout = folder.resolve("slim");
        Hardening.Outcome outcome = new Hardening(request(saved), List.of(), List.of(), List.of()).run(layout);
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            load(
                    "slim",
                    blobs.max(Comparator.comparingLong(path -> path.toFile().length()))
                            .orElseThrow());
        }
        return outcome;
    }

    /** What can still go from the slim image. */
    HardenPlan again() {
        return new Hardening(request(folder.resolve("slim")), List.of(), List.of(), List.of())
                .run(null)
                .plan();
    }

    /** Runs one of the two images, without a network, to its end and returns what it prints. */
    String run(String name, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", "--rm", "--network", "none", tag(name)));
        all.addAll(List.of(words));
        return docker.docker(all.toArray(String[]::new));
    }

    /** What a server in one of the two images answers, asked from inside its network namespace. */
    String serve(String name, String url) throws IOException {
        String id = docker.docker("run", "-d", "--network", "none", tag(name));
        try {
            String pid = docker.docker("inspect", "-f", "{{.State.Pid}}", id);
            return RealProgram.run(
                    Map.of(),
                    List.of(("nsenter -t " + pid + " -n curl -sSi --retry 20 --retry-delay 1 --retry-connrefused "
                                    + url)
                            .split(" ")));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the container said " + docker.docker("logs", id), e);
        } finally {
            docker.docker("rm", "-f", id);
        }
    }

    private static ScanRequest request(Path target) {
        return new ScanRequest(
                target.toString(),
                ScanOptions.defaults().withKinds(Set.of()),
                SourceOptions.of(RegistryOptions.of(Map.of())).withOffline(true),
                new MatchOptions(false, false, List.of()),
                LocalDate.of(2026, 1, 1));
    }
}
