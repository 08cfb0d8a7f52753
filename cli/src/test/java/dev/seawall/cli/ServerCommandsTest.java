package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server started by its command, and the commands that work against it. */
final class ServerCommandsTest {

    @TempDir
    private Path folder;

    private static String run(int code, String input, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        var in = System.in;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(code, Main.run(List.of(arguments)), () -> said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setIn(in);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReportFileShowsThePostureOffline() throws IOException {
        Path report = Files.writeString(
                folder.resolve("report.json"),
                "{\"schemaVersion\":1,\"target\":{\"kind\":\"image\",\"name\":\"shop\"},\"findings\":[{\"id\":\"CVE-1\","
                        + "\"severity\":\"HIGH\",\"status\":\"open\",\"practices\":[\"IMG-3\"],\"title\":\"bad\"}]}");
        String table = run(0, "", "posture", report.toString());
        assertTrue(table.contains("IMG-3   fail"), table);
        assertTrue(table.contains("HOST-5  not-assessed"), table);
        assertTrue(run(0, "", "posture", report.toString(), "-f", "json").contains("\"formula\""));
        assertTrue(run(0, "", "posture", report.toString(), "-f", "html").contains("<!doctype html>"));
        run(2, "", "posture");
    }

    @Test
    void unknownModulesListenersAndAddressesAreRefused() {
        run(2, "", "server", "--home", folder.toString(), "--only", "wbe");
        run(2, "", "server", "--home", folder.toString(), "--listen", "wbe=127.0.0.1:0");
        run(2, "", "server", "--home", folder.toString(), "--listen", "web");
        run(2, "", "exception", "list");
        run(2, "", "exception", "list", "--server", "nonsense");
        run(
                2,
                "",
                "server",
                "backup",
                "--home",
                folder.resolve("none").toString(),
                folder.resolve("b.zip").toString());
    }
}
