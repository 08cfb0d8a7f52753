package dev.seawall.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class JsonReportTest {
    private static final Report EMPTY = new Report(
            DatabaseInfo.NONE,
            new Target(Target.Kind.FILESYSTEM, "dir", null, Os.NONE, List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Coverage("npm", true)),
            new Verdict(true, "default", List.of()));

    private static Schema schema() throws IOException {
        Path file = Path.of("..", "docs", "schema", "report-v1.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
    }

    @Test
    void keepsToItsSchema() throws IOException {
        for (Report report : List.of(EMPTY, SampleReport.small(), SampleReport.large(50, 80))) {
            String json = ReportsTest.text(report, "json", ReportsTest.STYLE);
            assertEquals(List.of(), schema().validate(json, InputFormat.JSON));
        }
    }

    @Test
    void theSchemaIsStrict() throws IOException {
        String json = ReportsTest.text(EMPTY, "json", ReportsTest.STYLE);
        assertTrue(!schema().validate(json.replace("\"packages\"", "\"pkgs\""), InputFormat.JSON)
                .isEmpty());
        assertTrue(!schema().validate(json.replace("\"filesystem\"", "\"folder\""), InputFormat.JSON)
                .isEmpty());
    }

    @Test
    void saysWhatDesignPromises() throws IOException {
        JsonNode root = Json.parse(ReportsTest.bytes(SampleReport.small(), "json", ReportsTest.STYLE));
        JsonNode log4j = root.path("findings").path(0);
        assertEquals("CVE-2021-44228", log4j.path("id").asString());
        assertEquals(
                "org.apache.logging.log4j:log4j-core",
                log4j.path("package").path("name").asString());
        assertEquals(
                "app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar",
                log4j.path("location").path("path").asString());
        assertEquals(0.97512, log4j.path("epss").asDouble());
        assertEquals(2, root.path("summary").path("CRITICAL").asInt());
        assertEquals(0, root.path("summary").path("LOW").asInt(), "what VEX rules out is not counted");
        assertEquals("no-data", root.path("coverage").path(1).path("state").asString());
    }
}
