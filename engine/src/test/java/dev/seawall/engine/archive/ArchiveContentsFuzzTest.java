package dev.seawall.engine.archive;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged archives of every kind end in notes, never in anything else. */
final class ArchiveContentsFuzzTest {
    @Test
    void survivesDamage() throws IOException {
        byte[] word = "treasure ".repeat(200).getBytes(StandardCharsets.UTF_8);
        List<byte[]> corpus = List.of(
                ArchiveContentsTest.zip("a.gz", ArchiveContentsTest.gzip(word)),
                ArchiveContentsTest.tar("a.zip", ArchiveContentsTest.zip("b", word)),
                ArchiveContentsTest.bzip2(ArchiveContentsTest.cpio("c", word)),
                ArchiveContentsTest.cpio("c", word),
                ArchiveContentsTest.ar("c", word),
                ArchiveContentsTest.xz(ArchiveContentsTest.ar("d", word)),
                ArchiveContentsTest.sevenZip("e", word),
                ArchiveSamples.cabinet("f", word));
        Fuzz.run(
                corpus,
                input -> ArchiveContents.walk(
                        "x.zip",
                        new ArchiveSamples.Bytes(input),
                        ArchiveContents.Limits.DEFAULT,
                        (path, content) -> {}));
    }
}
