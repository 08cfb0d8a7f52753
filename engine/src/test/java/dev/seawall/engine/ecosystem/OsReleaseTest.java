package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.Os;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OsReleaseTest {
    private static Os detect(String... pathsAndTexts) {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            assertTrue(OsRelease.wants(pathsAndTexts[i]), pathsAndTexts[i]);
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return OsRelease.detect(files);
    }

    @Test
    void osReleaseTellsFirst() {
        Os os = detect(
                "usr/lib/os-release",
                "NAME='Debian GNU/Linux'\nVERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nID=debian\n",
                "etc/debian_version",
                "12.5\n");
        assertEquals(new Os("debian", "12", "bookworm", false), os);
    }

    @Test
    void thePackageRepositoriesTellTheBranchOfAlpine() {
        String release = "ID=alpine\nVERSION_ID=3.16\n";
        String edge = "#https://mirror.example.org/alpine/v3.9/main\nhttps://mirror.example.org/alpine/edge/main\n";
        assertEquals(
                "edge",
                detect("etc/os-release", release, "etc/apk/repositories", edge).codename());
        String two = "https://mirror.example.org/alpine/v3.9/main\nhttps://mirror.example.org/alpine/v3.16/main\n"
                + "@testing https://mirror.example.org/alpine/edge/testing\n";
        assertEquals(
                "v3.16",
                detect("etc/os-release", release, "etc/apk/repositories", two).codename());
    }

    @ParameterizedTest
    @CsvSource({
        "etc/alpine-release,3.9.4,alpine,3.9.4",
        "etc/debian_version,9.9,debian,9.9",
        "etc/centos-release,CentOS Linux release 7.6.1810 (Core),centos,7.6.1810",
        "etc/redhat-release,Red Hat Enterprise Linux Server release 7.7 (Maipo),rhel,7.7",
        "etc/redhat-release,CentOS release 6.10 (Final),centos,6.10",
        "etc/oracle-release,Oracle Linux Server release 8.4,ol,8.4",
        "etc/system-release,Amazon Linux AMI release 2018.03,amzn,2018.03",
        "etc/fedora-release,Fedora release 35 (Thirty Five),fedora,35",
        "etc/rocky-release,Rocky Linux release 8.5 (Green Obsidian),rocky,8.5",
        "etc/almalinux-release,AlmaLinux release 8.5 (Arctic Sphynx),almalinux,8.5",
        "etc/mariner-release,CBL-Mariner 1.0.20220122,mariner,1.0.20220122",
        "etc/photon-release,VMware Photon Linux 3.0,photon,3.0",
        "etc/lsb-release,DISTRIB_ID=Ubuntu,ubuntu,''"
    })
    void olderFilesTellWhereThereIsNoOsRelease(String path, String text, String id, String version) {
        Os os = detect(path, text + "\n");
        assertEquals(id + " " + version, os.id() + " " + os.version());
    }

    @Test
    void nothingIsToldByNothing() {
        assertTrue(detect().isNone());
        assertTrue(detect("etc/os-release", "", "etc/system-release", "").isNone());
    }

    @ParameterizedTest
    @CsvSource({
        "alpine,3.9.4,2021-08-25,true",
        "alpine,3.10.2,2021-04-30,false",
        "alpine,3.1,2016-11-02,true",
        "debian,9.9,2021-08-25,false",
        "debian,10,2025-01-01,true",
        "ubuntu,22.04,2025-11-25,false",
        "ubuntu,18.04,2025-11-25,true",
        "opensuse-leap,15.1,2021-08-25,true",
        "centos,7.6.1810,2021-08-25,false",
        "photon,3.0,2021-08-25,false",
        "redhat,7.7,2025-01-01,true",
        "rhel,8.4,2025-01-01,false",
        "amazon,2018.03,2025-01-01,true",
        "sles,15.3,2021-08-25,false",
        "sles,12,2021-08-25,true",
        "wolfi,20230201,2035-01-01,false",
        "opensuse-tumbleweed,20250101,2035-01-01,false",
        "nobody-knows,1,2035-01-01,false"
    })
    void supportEndsOnAKnownDay(String id, String version, LocalDate day, boolean ended) {
        Os os = new Os(id, version, null, false);
        assertEquals(ended, EndOfLife.isEol(os, day));
        assertEquals(ended, EndOfLife.assess(os, day).eol());
    }

    @Test
    void theLastDayIsStillSupported() {
        Os os = new Os("debian", "12", null, false);
        assertFalse(EndOfLife.isEol(os, LocalDate.of(2028, 6, 30)));
        assertTrue(EndOfLife.isEol(os, LocalDate.of(2028, 7, 1)));
    }
}
