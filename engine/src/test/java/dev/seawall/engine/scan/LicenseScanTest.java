package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.detect.Detectors;
import dev.seawall.engine.ecosystem.Ecosystems;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.license.LicensePolicy;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LicenseScanTest {
    private static final String BSD = "Redistribution and use in source and binary forms, with or without modification,"
            + " are permitted. Redistributions in binary form must reproduce the above copyright notice.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void alpinesPackagesAreJudged() throws IOException {
        alpine();
        assertEquals(
                new TreeSet<>(Set.of(
                        "license-gpl-2.0-only HIGH alpine-baselayout",
                        "license-gpl-2.0-only HIGH alpine-baselayout-data",
                        "license-gpl-2.0-only HIGH apk-tools",
                        "license-gpl-2.0-only HIGH busybox",
                        "license-gpl-2.0-only HIGH busybox-binsh",
                        "license-gpl-2.0-only HIGH scanelf",
                        "license-gpl-2.0-only HIGH ssl_client",
                        "license-gpl-2.0-or-later HIGH musl-utils",
                        "license-mpl-2.0 MEDIUM ca-certificates-bundle")),
                found(LicensePolicy.DEFAULT));
    }

    @Test
    void listsOverruleCategories() throws IOException {
        alpine();
        assertEquals(
                new TreeSet<>(Set.of("license-zlib HIGH zlib")),
                found(LicensePolicy.of(List.of("restricted", "MPL-2.0"), List.of("Zlib"))));
    }

    @Test
    void licenceFilesAreNamedOutsideOfPackages() throws IOException {
        write("opt/app/COPYING", "GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3, 19 November 2007");
        write("opt/app/LICENSE-BSD.txt", BSD);
        write("opt/app/LICENSE", "Ask the vendor.");
        write("opt/app/license.py", "print('GNU AFFERO GENERAL PUBLIC LICENSE Version 3, 19 November 2007')");
        write("usr/share/doc/x/COPYING", "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007");
        write("srv/node_modules/x/LICENSE", "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007");
        assertEquals(
                new TreeSet<>(Set.of(
                        "license-agpl-3.0-only CRITICAL opt/app/COPYING",
                        "license-not-recognised UNKNOWN opt/app/LICENSE")),
                found(LicensePolicy.DEFAULT));
        assertEquals(
                new TreeSet<>(Set.of(
                        "license-bsd-2-clause HIGH opt/app/LICENSE-BSD.txt",
                        "license-not-recognised UNKNOWN opt/app/LICENSE")),
                found(LicensePolicy.of(List.of("AGPL-*"), List.of("BSD-*"))));
    }

    @Test
    void packagesThatStateNothingAreOneFindingAFile() throws IOException {
        write("requirements.txt", "requests==2.31.0\nflask==3.0.0\n");
        assertEquals(Set.of("license-not-stated UNKNOWN requirements.txt"), found(LicensePolicy.DEFAULT));
    }

    private void alpine() throws IOException {
        write("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n");
        Path database = Files.createDirectories(root.resolve("lib/apk/db")).resolve("installed");
        try (InputStream in = getClass().getResourceAsStream("/ecosystem/apk/alpine-3.20-installed.gz")) {
            Files.copy(new GZIPInputStream(Objects.requireNonNull(in)), database);
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private Set<String> found(LicensePolicy policy) {
        ScanOptions reading = ScanOptions.defaults()
                .withKinds(Set.of(ScanOptions.Kind.LICENSE))
                .withPlugins(Ecosystems.all(), Detectors.all());
        ScanRequest request = new ScanRequest(
                        root.toString(),
                        reading,
                        SourceOptions.defaults(),
                        MatchOptions.DEFAULT,
                        LocalDate.of(2026, 11, 25))
                .withLicenses(policy);
        Set<String> found = new TreeSet<>();
        new Scanner(
                        met -> {
                            throw new AssertionError("no advisories are asked for");
                        },
                        Progress.NONE)
                .scan(request).findings().stream()
                        .filter(finding -> finding.status() == FindingStatus.OPEN)
                        .forEach(finding -> found.add(line(finding)));
        return found;
    }

    private static String line(Finding finding) {
        String about = finding.pkg() == null
                ? finding.location().path()
                : finding.pkg().name();
        return finding.id() + " " + finding.severity() + " " + about;
    }
}
