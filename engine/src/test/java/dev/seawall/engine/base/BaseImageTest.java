package dev.seawall.engine.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bases found by layers, labels, tags, variables and history, and what is said of them. */
final class BaseImageTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final String CLASSIC =
            "ADD file:12 in / |2025-11-20T00:00:00Z,!/bin/sh -c #(nop)  CMD [\"bash\"]|2025-11-20T00:00:01Z,"
                    + "RUN apt-get install|2025-11-21T00:00:00Z,!CMD [\"python3\"]|2025-11-21T00:00:00Z,"
                    + "COPY . /app|2025-12-30T00:00:00Z,!ENTRYPOINT [\"/app\"]|2025-12-30T00:00:00Z";

    @Test
    void theLastStartLineUnderOtherLayersEndsTheBase() throws IOException {
        BaseImage base = find(config(CLASSIC, "", ""), KnownBases.NONE);
        assertEquals(2, base.layers());
        assertEquals(BaseImage.Source.HISTORY, base.source());
        assertEquals("2025-11-21T00:00:00Z", String.valueOf(base.created()));
        assertEquals(
                0,
                find(config("ADD x /|,!CMD [\"sh\"]|", "", ""), KnownBases.NONE).layers());
        assertEquals(0, find(config("", "", ""), KnownBases.NONE).layers());
    }

    @Test
    void layersOfAKnownImageDecide() throws IOException {
        KnownBases known = new KnownBases(List.of(
                new KnownBases.Known("debian:12", List.of(id(0))),
                new KnownBases.Known("python:3.12", List.of(id(0), id(1))),
                new KnownBases.Known("itself", List.of(id(0), id(1), id(2))),
                new KnownBases.Known("other", List.of(id(1)))));
        BaseImage base = find(config(CLASSIC, "", ""), known);
        assertEquals("python:3.12", base.name());
        assertEquals(2, base.layers());
        assertEquals(BaseImage.Source.LAYERS, base.source());
    }

    @Test
    void labelsTagsAndVariablesNameIt() throws IOException {
        String label = "\"org.opencontainers.image.base.name\":\"registry.example.org/base:1\"";
        assertEquals(
                "registry.example.org/base:1",
                find(config(CLASSIC, label, ""), KnownBases.NONE).name());
        assertEquals(
                "python",
                find(config(CLASSIC, "", "\"PYTHON_VERSION=3.12\""), KnownBases.NONE)
                        .name());
        BaseImage itself = BaseFinder.find(List.of("debian:12"), config(CLASSIC, "", ""), KnownBases.NONE);
        assertEquals(BaseImage.Source.ITSELF, itself.source());
        assertNull(find(config(CLASSIC, "", ""), KnownBases.NONE).name());
    }

    @Test
    void theCatalogueKnowsWhatIsOfficial() {
        OfficialImages catalogue = OfficialImages.known();
        assertEquals(OfficialImages.Standing.MAINTAINED, catalogue.standing(ImageRef.parse("python:3.12")));
        assertEquals(OfficialImages.Standing.DEPRECATED, catalogue.standing(ImageRef.parse("centos:7")));
        assertEquals(OfficialImages.Standing.NOT_OFFICIAL, catalogue.standing(ImageRef.parse("someone/python")));
        assertEquals(
                OfficialImages.Standing.NOT_OFFICIAL,
                catalogue.standing(ImageRef.parse("registry.example.org/library/python")));
    }

    @Test
    void aBaseGivenAsAFileIsNamedThoughNobodyKnowsWhoseItIs() {
        BaseImage file = new BaseImage("/tmp/base.tar", BaseImage.Source.LAYERS, 1, null);
        var findings = BaseFindings.of(file, Os.NONE, java.time.LocalDate.of(2026, 1, 1));
        assertEquals("base-unknown", findings.getFirst().id());
        assertTrue(findings.getFirst().evidence().startsWith("it is built from /tmp/base.tar"));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertEquals(List.of("base-unknown"), ids(config(CLASSIC, "", ""), Os.NONE));
        String label = "\"org.opencontainers.image.base.name\":\"centos:7\"";
        String old = CLASSIC.replace("2025-11-21", "2024-01-21");
        Os eol = new Os("centos", "7", "", true);
        assertEquals(List.of("base-deprecated", "base-end-of-life", "base-old"), ids(config(old, label, ""), eol));
        String undated = CLASSIC.replace("2025-11-21", "1970-01-01");
        assertTrue(ids(config(undated, label, ""), Os.NONE).contains("base-age-unknown"));
    }

    @Test
    void saysWhatAnotherBaseWouldRemove() {
        Report image = report(
                "app",
                List.of(id(0), id(1)),
                1,
                List.of(vulnerability("CVE-1", 0), vulnerability("CVE-2", 0), vulnerability("CVE-3", 1)));
        Report newer = report("debian:13", List.of(id(7)), 0, List.of(vulnerability("CVE-2", 7)));
        Report same = report("debian:12", List.of(id(0)), 0, List.of(vulnerability("CVE-1", 0)));
        List<Finding> upgrades = BaseUpgrades.of(image, List.of(same, newer));
        assertEquals(1, upgrades.size());
        assertEquals(
                "debian:13 removes 1 of the base's 2 vulnerabilities (1 HIGH) and adds 0: CVE-1",
                upgrades.getFirst().evidence());
    }

    private static List<String> ids(ImageConfig config, Os os) {
        return BaseFindings.of(find(config, KnownBases.NONE), os, TODAY).stream()
                .map(Finding::id)
                .toList();
    }

    private static BaseImage find(ImageConfig config, KnownBases known) {
        return BaseFinder.find(List.of("latest"), config, known);
    }

    private static Finding vulnerability(String id, int layer) {
        return Finding.builder(FindingKind.VULNERABILITY, id)
                .severity(Severity.HIGH, "x")
                .pkg(Package.of("deb", "libc6", "1", "var/lib/dpkg/status", 1))
                .location(new Location("var/lib/dpkg/status", 1, 1, id(layer), false))
                .build();
    }

    private static Report report(String name, List<Digest> layers, int base, List<Finding> findings) {
        List<Layer> described = new ArrayList<>();
        layers.forEach(id -> described.add(new Layer(null, id, "", described.size() < base)));
        Target target = new Target(Target.Kind.IMAGE, name, null, Os.NONE, described);
        return new Report(
                DatabaseInfo.NONE,
                target,
                List.of(),
                findings,
                List.of(),
                List.of(),
                List.of(),
                new Verdict(true, "none", List.of()));
    }

    private static Digest id(int number) {
        return Digest.sha256(new byte[] {(byte) number});
    }

    /** History lines are {@code command|date}, a leading {@code !} for those without a layer. */
    private static ImageConfig config(String history, String labels, String env) throws IOException {
        StringBuilder ids = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        int layers = 0;
        for (String line : history.isEmpty() ? new String[0] : history.split(",(?=[A-Z!])", -1)) {
            boolean empty = line.startsWith("!");
            String[] parts = line.substring(empty ? 1 : 0).split("\\|", 2);
            if (!empty) {
                ids.append(ids.isEmpty() ? "" : ",")
                        .append('"')
                        .append(id(layers++))
                        .append('"');
            }
            lines.append(lines.isEmpty() ? "" : ",")
                    .append("{\"created\":\"" + parts[1] + "\",\"created_by\":\"" + parts[0].replace("\"", "\\\"")
                            + "\",\"empty_layer\":" + empty + "}");
        }
        String json = "{\"config\":{\"Labels\":{" + labels + "},\"Env\":[" + env + "]},\"rootfs\":{\"diff_ids\":[" + ids
                + "]},\"history\":[" + lines + "]}";
        return ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
