package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApkTest {
    private static final String INSTALLED = """
            C:Q1bTtF5526tETKfL+lnigzIDvm+2o=
            P:musl-utils
            V:1.1.24-r2
            A:x86_64
            L:MIT BSD GPL2+
            o:musl
            F:sbin
            R:ldconfig
            a:0:0:755
            F:usr/bin
            R:iconv
            R:ldd

            P:ca-certificates-bundle
            V:20240226-r0
            A:x86_64
            L:MPL-2.0 AND MIT
            F:
            R:top
            """;

    @Test
    void readsPackagesOriginsLicencesAndFiles() throws IOException {
        Reading reading =
                new MemoryFiles().with("lib/apk/db/installed", INSTALLED).readAll(new Apk());
        Package utils = reading.packages().getFirst();
        assertEquals(new SourcePackage("musl", "1.1.24-r2"), utils.source());
        assertEquals(List.of("MIT", "BSD", "GPL2+"), utils.licenses());
        assertEquals(1, utils.line());
        assertEquals(14, reading.packages().get(1).line());
        assertEquals(List.of("MPL-2.0 AND MIT"), reading.packages().get(1).licenses());
        assertEquals(
                List.of("sbin/ldconfig", "usr/bin/iconv", "usr/bin/ldd", "usr/sbin/ldconfig"),
                reading.owned().getFirst().paths());
        assertEquals(List.of("top"), reading.owned().get(1).paths());
    }

    @Test
    void theNewPlaceIsReadToo() throws IOException {
        Reading reading =
                new MemoryFiles().with("usr/lib/apk/db/installed", INSTALLED).readAll(new Apk());
        assertEquals(2, reading.packages().size());
        Os wolfi = new Os("wolfi", "20230201", null, false);
        Package named = new Apk().resolve(reading.packages(), wolfi).getFirst();
        assertEquals("pkg:apk/wolfi/musl-utils@1.1.24-r2?arch=x86_64&distro=20230201", named.purl());
        assertEquals(
                new AdvisoryKey("Wolfi", "musl-utils", "1.1.24-r2"),
                new Apk().advisoryKeys(named, wolfi).getFirst());
    }

    @Test
    void refusesWhatIsNoDatabase() {
        MemoryFiles files = new MemoryFiles().with("lib/apk/db/installed", "SQLite format 3\0");
        assertThrows(MalformedFileException.class, () -> files.readAll(new Apk()));
    }
}
