package dev.seawall.engine.ecosystem;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RpmFuzzTest {
    @Test
    void damagedDatabasesAreRefusedOrRead() throws IOException {
        List<byte[]> corpus = List.of(
                RpmFixtures.resource("Packages"),
                RpmFixtures.resource("rpmdb.sqlite"),
                RpmFixtures.ndb(List.of(RpmFixtures.header("a", "1", "2", 3), RpmFixtures.header("b", "1", "2", 0))),
                RpmFixtures.resource("Packages.big-endian"),
                RpmFixtures.resource("unclosed.sqlite"));
        byte[] log = RpmFixtures.resource("unclosed.sqlite-wal");
        Fuzz.run(corpus, input -> new MemoryFiles()
                .with("var/lib/rpm/rpmdb.sqlite", input)
                .with("var/lib/rpm/rpmdb.sqlite-wal", log)
                .readAll(new Rpm()));
        byte[] database = RpmFixtures.resource("unclosed.sqlite");
        Fuzz.run(List.of(log), input -> new MemoryFiles()
                .with("var/lib/rpm/rpmdb.sqlite", database)
                .with("var/lib/rpm/rpmdb.sqlite-wal", input)
                .readAll(new Rpm()));
    }
}
