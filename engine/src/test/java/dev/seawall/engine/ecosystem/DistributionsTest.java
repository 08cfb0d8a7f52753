package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class DistributionsTest {
    private static Package pkg(String type, String name) {
        return Package.of(type, name, "1", "", 0).withSource(new SourcePackage("source-of-" + name, "2"));
    }

    private static List<AdvisoryKey> keys(String type, String id, String version) {
        return Ecosystems.find(type).orElseThrow().advisoryKeys(pkg(type, "p"), new Os(id, version, null, false));
    }

    @ParameterizedTest
    @CsvSource({
        "deb,debian,12,Debian:12,source-of-p",
        "deb,debian,9.9,Debian:9,source-of-p",
        "deb,raspbian,11,Debian:11,source-of-p",
        "deb,ubuntu,22.04,Ubuntu:22.04:LTS,source-of-p",
        "deb,ubuntu,23.10,Ubuntu:23.10,source-of-p",
        "apk,alpine,3.19.1,Alpine:v3.19,source-of-p",
        "apk,alpine,3.21.0_alpha20240606,Alpine:edge,source-of-p",
        "apk,chainguard,20230214,Chainguard,p",
        "rpm,centos,7.6.1810,Red Hat:enterprise_linux:7::server,p",
        "rpm,redhat,8.4,Red Hat:enterprise_linux:8::baseos,p",
        "rpm,rocky,9.3,Rocky Linux:9,p",
        "rpm,alma,8.5,AlmaLinux:8,p",
        "rpm,oracle,8.4,Oracle Linux:8,p",
        "rpm,amazon,2 (Karoo),Amazon Linux:2,p",
        "rpm,opensuse-leap,15.1,openSUSE:Leap 15.1,p",
        "rpm,opensuse-tumbleweed,20220101,openSUSE:Tumbleweed,p",
        "rpm,sles,15.5,SUSE:Linux Enterprise Server 15 SP5,source-of-p",
        "rpm,slem,5.4,SUSE:Linux Enterprise Micro 5.4,p",
        "rpm,photon,3.0,Photon OS:3.0,source-of-p",
        "rpm,cbl-mariner,1.0.20220122,CBL-Mariner:1.0,source-of-p",
        "rpm,azurelinux,3.0,Azure Linux:3.0,source-of-p",
        "rpm,mageia,9,Mageia:9,p"
    })
    void advisoriesAreFiledUnderTheNamesOfOsv(String type, String id, String version, String ecosystem, String name) {
        List<AdvisoryKey> keys = keys(type, id, version);
        String expected = ecosystem + " " + name;
        assertTrue(
                keys.stream().anyMatch(k -> !k.fallback() && (k.ecosystem() + " " + k.name()).equals(expected)),
                () -> expected + " is not among " + keys);
    }

    @Test
    void rebuildsFallBackToRedHatAndBranchesToEdge() {
        assertTrue(keys("rpm", "rocky", "9.3").stream()
                .anyMatch(k -> k.fallback() && k.ecosystem().equals("Red Hat:enterprise_linux:9::baseos")));
        assertTrue(keys("apk", "alpine", "3.16").stream()
                .anyMatch(k -> k.fallback() && k.ecosystem().equals("Alpine:edge")));
    }

    @Test
    void theBranchOfTheRepositoriesDecides() {
        Os os = new Os("alpine", "3.16", "edge", false);
        List<AdvisoryKey> keys = new Apk().advisoryKeys(pkg("apk", "p"), os);
        assertEquals(List.of(new AdvisoryKey("Alpine:edge", "source-of-p", "2")), keys);
    }

    @Test
    void aPackageOfAnotherSystemHasNoAdvisories() {
        assertEquals(List.of(), keys("deb", "alpine", "3.19"));
        assertEquals(List.of(), keys("rpm", "nobody-knows", "1"));
        assertEquals(List.of(), keys("rpm", "", ""));
    }

    /** Every expected finding of Trivy's image cases must be reachable by some key of its package. */
    @Test
    void everyFindingOfPeersCanBeReached() throws IOException {
        List<String> unreachable = new ArrayList<>();
        try (Stream<Path> folders = Files.list(SharedFolder.require("cases/trivy"))) {
            for (Path folder : folders.sorted().toList()) {
                JsonNode expected = Json.parse(Files.readAllBytes(folder.resolve("expected.json")));
                if (expected.has("os") && expected.has("vulns")) {
                    unreachable.addAll(unreachable(folder, expected));
                }
            }
        }
        assertEquals(List.of(), unreachable);
    }

    private static List<String> unreachable(Path folder, JsonNode expected) throws IOException {
        Set<String> filed = filed(folder.resolve("osv"));
        Os os = new Os(
                expected.path("os").path("family").asString(),
                expected.path("os").path("version").asString(),
                null,
                false);
        List<String> out = new ArrayList<>();
        for (JsonNode p : expected.path("packages")) {
            if (!p.path("os").asBoolean(false)) {
                continue;
            }
            String purl = p.path("purl").asString();
            String type = purl.substring(4, purl.indexOf('/'));
            String version = p.path("version").asString();
            Package pkg = Package.of(type, p.path("name").asString(), version, "", 0)
                    .withSource(new SourcePackage(p.path("source").asString(), version));
            boolean found = Ecosystems.find(type).orElseThrow().advisoryKeys(pkg, os).stream()
                    .anyMatch(k -> filed.contains(k.ecosystem() + " " + k.name()));
            if (!found) {
                out.add(folder.getFileName() + " " + pkg.name());
            }
        }
        return out;
    }

    private static Set<String> filed(Path osv) throws IOException {
        Set<String> filed = new TreeSet<>();
        try (Stream<Path> records = Files.list(osv)) {
            for (Path record : records.toList()) {
                for (JsonNode affected : Json.parse(Files.readAllBytes(record)).path("affected")) {
                    JsonNode p = affected.path("package");
                    filed.add(p.path("ecosystem").asString() + " "
                            + p.path("name").asString());
                }
            }
        }
        return filed;
    }
}
