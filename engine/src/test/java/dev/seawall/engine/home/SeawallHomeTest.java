package dev.seawall.engine.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where state lies. */
final class SeawallHomeTest {
    private static final Path USER = Path.of("/home/ada");

    @Test
    void ownFolderThenXdgThenTheUsersHome() {
        assertEquals(
                SeawallHome.below(Path.of("/srv/seawall")),
                SeawallHome.resolve(Map.of("SEAWALL_HOME", "/srv/seawall", "XDG_DATA_HOME", "/x"), USER));
        assertEquals(
                new SeawallHome(Path.of("/x/seawall"), Path.of("/home/ada/.cache/seawall")),
                SeawallHome.resolve(Map.of("XDG_DATA_HOME", "/x", "XDG_CACHE_HOME", "relative"), USER));
    }
}
