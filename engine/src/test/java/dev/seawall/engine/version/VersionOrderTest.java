package dev.seawall.engine.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scheme is an order: what is random or hostile is ordered the same from both sides, or refused. */
final class VersionOrderTest {
    private static final String[] PIECES = {
        "0",
        "1",
        "2",
        "10",
        "01",
        "00",
        ".",
        "-",
        "_",
        "+",
        "~",
        "^",
        ":",
        "!",
        "a",
        "b",
        "rc",
        "alpha",
        "beta",
        "p",
        "pre",
        "dev",
        "post",
        "r1",
        "-r2",
        ".el8",
        "final",
        "SNAPSHOT",
        "jre11",
        "v",
        "99999999999999999999",
        "\u03b1",
        "ruff",
        "_p2"
    };

    @TestFactory
    Stream<DynamicTest> randomVersionsAreOrdered() {
        return VersionSchemes.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> assertIsOrder(name)));
    }

    private static void assertIsOrder(String name) throws BadVersionException {
        VersionScheme scheme = VersionSchemes.named(name);
        List<String> versions = randomVersions(scheme, new Random(7));
        for (String a : versions) {
            assertEquals(0, scheme.compare(a, a), a);
            for (String b : versions) {
                assertEquals(sign(scheme, a, b), -sign(scheme, b, a), a + " and " + b);
            }
        }
        // A missing release matches any for vercmp, so "1-1" = "1" = "1-2" is as its manual has it.
        if (!(scheme instanceof PacmanVersions)) {
            assertTransitive(scheme, versions);
        }
    }

    private static void assertTransitive(VersionScheme scheme, List<String> versions) throws BadVersionException {
        for (String a : versions) {
            for (String b : versions) {
                for (String c : sign(scheme, a, b) <= 0 ? versions : List.<String>of()) {
                    if (sign(scheme, b, c) <= 0) {
                        assertTrue(sign(scheme, a, c) <= 0, a + " <= " + b + " <= " + c);
                    }
                }
            }
        }
    }

    private static int sign(VersionScheme scheme, String left, String right) throws BadVersionException {
        return Integer.signum(scheme.compare(left, right));
    }

    private static List<String> randomVersions(VersionScheme scheme, Random random) {
        List<String> versions = new ArrayList<>();
        for (int tries = 0; tries < 20_000 && versions.size() < 60; tries++) {
            StringBuilder version = new StringBuilder().append(random.nextInt(3));
            for (int i = random.nextInt(6); i > 0; i--) {
                version.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                scheme.compare(version.toString(), version.toString());
                versions.add(version.toString());
            } catch (BadVersionException refused) {
                assertTrue(refused.getMessage() != null, "says why");
            }
        }
        return versions;
    }

    @Test
    void whatIsNoVersionIsRefused() {
        for (String name : List.of("npm", "deb", "golang", "nuget", "hackage", "portage", "jvm", "pep440")) {
            for (String text : List.of("", " ", "latest", "(devel)", "<unfixed>")) {
                assertTrue(isRefused(name, text) || (name.equals("deb") && text.equals("latest")), name + " " + text);
            }
        }
    }

    private static boolean isRefused(String name, String text) {
        try {
            VersionSchemes.named(name).compare(text, "1.0");
            return false;
        } catch (BadVersionException refused) {
            return true;
        }
    }

    @Test
    void ecosystemsOfOsvAreKnownWithTheirRelease() {
        for (String name :
                List.of("Debian:12", "Alpine:v3.19", "crates.io", "PyPI", "Go", "Red Hat:enterprise_linux:9::baseos")) {
            assertTrue(VersionSchemes.find(name).isPresent(), name);
        }
    }
}
