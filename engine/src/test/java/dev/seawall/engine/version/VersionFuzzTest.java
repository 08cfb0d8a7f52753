package dev.seawall.engine.version;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.cvss.Cvss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged versions, ranges and vectors are ordered or refused, and never end in another way. */
final class VersionFuzzTest {
    private static final List<String> CORPUS = List.of(
            "1:2.30.1-5+deb11u1~bpo10+1",
            "1.2.3a_pre2_p1~0af3-r4",
            "0:1.0~rc1^git2-3.el8_4",
            "1!2.0rc1.post2.dev3+local.1",
            "1.0.0-alpha.1+build.5",
            "9.4.0.v2018-beta-1.jre11",
            "1.8.0_131-b11",
            "v1.0.0-RC1.x-dev",
            ">= 1.0, < 2.0 || ^3.1 ~4",
            "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/E:P");

    @Test
    void damagedTextIsOrderedOrRefused() throws IOException {
        List<byte[]> corpus = CORPUS.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        Fuzz.run(corpus, input -> read(new String(input, StandardCharsets.UTF_8)));
    }

    private static void read(String text) {
        Cvss.find(text).ifPresent(Cvss::score);
        VersionRange range = VersionRange.parse(text);
        for (String name : List.of(
                "apk",
                "deb",
                "rpm",
                "pypi",
                "maven",
                "npm",
                "gem",
                "composer",
                "cran",
                "jvm",
                "pacman",
                "portage",
                "bitnami",
                "conda",
                "conan",
                "cpan",
                "luarocks",
                "golang",
                "nuget",
                "pub")) {
            try {
                range.contains(text, VersionSchemes.named(name));
                VersionSchemes.named(name).compare(text, CORPUS.get(text.length() % CORPUS.size()));
            } catch (BadVersionException refused) {
                continue;
            }
        }
    }
}
