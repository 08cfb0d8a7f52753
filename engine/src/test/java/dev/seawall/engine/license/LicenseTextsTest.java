package dev.seawall.engine.license;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class LicenseTextsTest {
    private static final Path DEBIAN = Path.of("/usr/share/common-licenses");
    private static final Map<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("Apache-2.0", "Apache-2.0"),
            Map.entry("Artistic", "Artistic-1.0"),
            Map.entry("BSD", "BSD-3-Clause"),
            Map.entry("CC0-1.0", "CC0-1.0"),
            Map.entry("GFDL-1.2", "GFDL-1.2-only"),
            Map.entry("GFDL-1.3", "GFDL-1.3-only"),
            Map.entry("GPL-1", "GPL-1.0-only"),
            Map.entry("GPL-2", "GPL-2.0-only"),
            Map.entry("GPL-3", "GPL-3.0-only"),
            Map.entry("LGPL-2", "LGPL-2.0-only"),
            Map.entry("LGPL-2.1", "LGPL-2.1-only"),
            Map.entry("LGPL-3", "LGPL-3.0-only"),
            Map.entry("MPL-1.1", "MPL-1.1"),
            Map.entry("MPL-2.0", "MPL-2.0")));

    @Test
    void theTextsThatDebianShipsAreToldApart() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DEBIAN), "skipped: there is no " + DEBIAN);
        Map<String, String> found = new TreeMap<>();
        for (String name : TEXTS.keySet()) {
            byte[] text = Files.readAllBytes(DEBIAN.resolve(name));
            found.put(name, String.join(",", LicenseTexts.identify(new String(text, StandardCharsets.UTF_8))));
        }
        assertEquals(TEXTS, found);
    }

    @Test
    void tagsAreReadAndOtherTextIsNoLicence() {
        assertEquals(List.of("MIT", "MPL-2.0"), LicenseTexts.identify("// SPDX-License-Identifier: MPL-2.0 OR MIT\n"));
        assertEquals(List.of(), LicenseTexts.identify("All rights reserved. Ask us."));
    }
}
