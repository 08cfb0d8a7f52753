package dev.seawall.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.sbom.SbomContent;
import dev.seawall.engine.sbom.Sboms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills of material keep to their schemas, and say when read back what was written. */
final class BillOfMaterialsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cyclonedx@1.4",
                "cyclonedx@1.5",
                "cyclonedx@1.6",
                "cyclonedx@1.7",
                "cyclonedx-xml@1.4",
                "cyclonedx-xml@1.6",
                "spdx@2.3",
                "spdx@3.0",
                "spdx-tv"
            })
    void readBackGivesTheSamePackages(String format) throws IOException {
        for (Report report : List.of(harmless(), SampleReport.large(300, 20))) {
            SbomContent content = Sboms.read(ReportsTest.bytes(report, format, ReportsTest.STYLE));
            List<Package> written = SortedReport.of(report).packages();
            assertEquals(lines(written), lines(content.packages()), format);
            Os os = report.target().os();
            assertEquals(
                    os.id() + os.version(), content.os().id() + content.os().version());
            assertEquals(report.target().name(), content.name());
            assertEquals(report.target().digest(), content.digest());
            assertEquals(List.of(), content.warnings());
        }
    }

    private static String lines(List<Package> packages) {
        return String.join("\n", packages.stream().map(Package::toString).toList());
    }

    /** The sample without the package whose name no purl keeps as it is. */
    private static Report harmless() {
        Report r = SampleReport.small();
        List<Package> packages =
                r.packages().stream().filter(p -> !p.name().contains("script")).toList();
        return new Report(
                r.database(), r.target(), packages, r.findings(), r.checks(), r.files(), r.coverage(), r.verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6"})
    void cycloneDxJsonKeepsToItsSchema(String version) throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7,
                builder -> builder.schemas(Map.of(
                        "http://cyclonedx.org/schema/spdx.schema.json", resource("spdx.schema.json"),
                        "http://cyclonedx.org/schema/jsf-0.82.schema.json", resource("jsf-0.82.schema.json"),
                        "http://cyclonedx.org/schema/cryptography-defs.schema.json",
                                resource("cryptography-defs.schema.json"))));
        var schema = registry.getSchema(resource("bom-" + version + ".schema.json"));
        for (Report report : List.of(SampleReport.small(), SampleReport.large(30, 30))) {
            String json = ReportsTest.text(report, "cyclonedx@" + version, ReportsTest.STYLE);
            assertEquals(List.of(), schema.validate(json, InputFormat.JSON));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6"})
    void cycloneDxXmlKeepsToItsSchema(String version) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Source[] sources = {source("spdx.xsd"), source("bom-" + version + ".xsd")};
        factory.setResourceResolver(null);
        var validator = factory.newSchema(sources).newValidator();
        byte[] xml = ReportsTest.bytes(SampleReport.small(), "cyclonedx-xml@" + version, ReportsTest.STYLE);
        validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
        assertTrue(xml.length > 1000);
    }

    private static Source source(String name) throws IOException {
        return new StreamSource(new ByteArrayInputStream(resource(name).getBytes(StandardCharsets.UTF_8)), name);
    }

    private static String resource(String name) {
        try (InputStream in = org.cyclonedx.Version.class.getResourceAsStream("/" + name)) {
            return in == null ? "{}" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPackageListedTwiceHasTwoReferences() throws IOException {
        Report r = harmless();
        Package twice = r.packages().getFirst().withPath("elsewhere/status", 3);
        Report both = new Report(
                r.database(),
                r.target(),
                List.of(r.packages().getFirst(), twice),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                r.verdict());
        assertEquals(
                2,
                Sboms.read(ReportsTest.bytes(both, "cyclonedx", ReportsTest.STYLE))
                        .packages()
                        .size());
    }
}
