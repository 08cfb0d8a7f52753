package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** pacman, Portage, Homebrew, snap and flatpak. */
final class OtherSystemPackagesTest {
    @Test
    void pacmanKeepsAFolderPerPackage() throws IOException {
        String folder = "var/lib/pacman/local/gmp-6.2.1-2/";
        Reading reading = new MemoryFiles()
                .with(
                        folder + "desc",
                        "%NAME%\ngmp\n\n%VERSION%\n6.2.1-2\n\n%BASE%\ngmp\n\n%ARCH%\nx86_64\n\n"
                                + "%LICENSE%\nLGPL3\nGPL\n")
                .with(folder + "files", "%FILES%\nusr/\nusr/lib/\nusr/lib/libgmp.so\n\n%BACKUP%\netc/x\tabc\n")
                .readAll(new Alpm());
        Package gmp = new Alpm()
                .resolve(reading.packages(), new Os("arch", "", null, false))
                .getFirst();
        assertEquals("pkg:alpm/arch/gmp@6.2.1-2?arch=x86_64&distro=arch", gmp.purl());
        assertEquals(List.of("LGPL3", "GPL"), gmp.licenses());
        assertEquals(List.of(new Reading.OwnedFiles("gmp", List.of("usr/lib/libgmp.so"))), reading.owned());
    }

    @Test
    void aPacmanFolderWithoutANameIsRefused() {
        MemoryFiles files = new MemoryFiles()
                .with("var/lib/pacman/local/corrupt-0.2.1-3/desc", "%NME%\ntree-sitter\n\n%VER.6-1\n\n%BASE%\nx\n");
        assertThrows(MalformedFileException.class, () -> files.readAll(new Alpm()));
    }

    @Test
    void portageNamesCategoryAndPackage() throws IOException {
        String folder = "var/db/pkg/app-containers/skopeo-bin-1.5.1-r2/";
        Reading reading = new MemoryFiles()
                .with(
                        folder + "CONTENTS",
                        "dir /usr/bin\n"
                                + "obj /usr/bin/with space 376c02bd3b22804df8fdfdc895e7dbfb 1649284374\n"
                                + "sym /usr/bin/link -> skopeo 1649284374\n")
                .with(folder + "LICENSE", "Apache-2.0 BSD || ( MIT ISC ) doc? ( CC-BY-SA-4.0 )\n")
                .with(folder + "PF", "skopeo-bin-1.5.1-r2\n")
                .readAll(new Portage());
        Package skopeo = reading.packages().getFirst();
        assertEquals("app-containers/skopeo-bin 1.5.1-r2", skopeo.name() + " " + skopeo.version());
        assertEquals(List.of("Apache-2.0", "BSD", "CC-BY-SA-4.0", "ISC", "MIT"), skopeo.licenses());
        assertEquals(
                List.of("usr/bin/with space", "usr/bin/link"),
                reading.owned().getFirst().paths());
        assertEquals(1, reading.packages().size());
    }

    @Test
    void homebrewNamesTheFolders() throws IOException {
        Reading reading = new MemoryFiles()
                .with("opt/homebrew/Cellar/foo/1.2.3/.brew/foo.rb", "class Foo < Formula\n  license \"MIT\"\nend\n")
                .readAll(new Homebrew());
        assertEquals("pkg:brew/foo@1.2.3", reading.packages().getFirst().purl());
        assertEquals(List.of("MIT"), reading.packages().getFirst().licenses());
    }

    @Test
    void aTapTellsAVersionOrNothing() throws IOException {
        Reading reading = new MemoryFiles()
                .with("opt/homebrew/Library/Taps/org/tap/Formula/bar.rb", "version \"4.5.6\"\nlicense \"MIT\"\n")
                .with("opt/homebrew/Library/Taps/org/tap/Formula/none.rb", "class None < Formula\nend\n")
                .readAll(new Homebrew());
        assertEquals(1, reading.packages().size());
        assertEquals("pkg:brew/bar@4.5.6", reading.packages().getFirst().purl());
    }

    @Test
    void aSnapTellsWhatItWasMadeOf() throws IOException {
        Reading reading = new MemoryFiles()
                .with("usr/share/snappy/dpkg.yaml", "package-repositories: []\npackages:\n- adduser=3.118ubuntu5\n")
                .with("snap/manifest.yaml", "name: x\nprimed-stage-packages:\n- libc6:amd64=2.31-0ubuntu9\n- bad\n")
                .readAll(new Deb());
        assertEquals(
                List.of("pkg:deb/libc6@2.31-0ubuntu9?arch=amd64", "pkg:deb/adduser@3.118ubuntu5"),
                reading.packages().stream().map(Package::purl).toList());
    }

    @Test
    void snapsAndFlatpaksDescribeThemselves() throws IOException {
        MemoryFiles files = new MemoryFiles()
                .with("snap/core/1/meta/snap.yaml", "name: core\nversion: 16-2.61.4\narchitectures: [amd64]\n")
                .with(
                        "var/lib/flatpak/app/org.gimp.GIMP/current/active/export/share/metainfo/x.metainfo.xml",
                        "<component><id>org.gimp.GIMP.desktop</id><project_license>GPL-3.0+</project_license>"
                                + "<releases><release version=\"2.10.38\"/><release version=\"2.10.36\"/></releases>"
                                + "</component>");
        assertEquals(
                "pkg:snap/core@16-2.61.4?arch=amd64",
                files.readAll(new Snap()).packages().getFirst().purl());
        assertEquals(
                "pkg:flatpak/org.gimp.GIMP@2.10.38",
                files.readAll(new Flatpak()).packages().getFirst().purl());
    }
}
