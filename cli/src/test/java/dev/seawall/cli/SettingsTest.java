package dev.seawall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Options from the environment and from seawall.yaml. */
final class SettingsTest {
    @TempDir
    private Path folder;

    private String failOn(Map<String, String> environment, String... arguments) {
        CommandLine commands = Commands.build();
        commands.setDefaultValueProvider(Settings.load(environment, Commands::build));
        CommandLine.Model.CommandSpec scan =
                commands.parseArgs(arguments).subcommand().commandSpec();
        Object value = scan.findOption("--fail-on").getValue();
        return String.valueOf(value);
    }

    private Map<String, String> file(String text) throws IOException {
        return Map.of(
                "SEAWALL_CONFIG",
                Files.writeString(folder.resolve("seawall.yaml"), text).toString());
    }

    @Test
    void theEnvironmentGivesAnOptionItsValue() {
        assertTrue(failOn(Map.of("SEAWALL_FAIL_ON", "high"), "scan", ".").contains("high"));
    }

    @Test
    void theFileGivesAnOptionItsValueForAllOrForOneCommand() throws IOException {
        assertTrue(failOn(file("fail-on: low\n"), "scan", ".").contains("low"));
        assertTrue(failOn(file("fail-on: low\nscan: {fail-on: critical}\n"), "scan", ".")
                .contains("critical"));
    }

    @Test
    void unknownKeysAreRefused() throws IOException {
        Map<String, String> environment = file("fail-onn: low\n");
        var refused = assertThrows(SeawallException.class, () -> Settings.load(environment, Commands::build));
        assertTrue(refused.getMessage().contains("fail-onn"), refused.getMessage());
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        Map<String, String> environment = file("fail-on: [low\n");
        assertThrows(SeawallException.class, () -> Settings.load(environment, Commands::build));
    }

    @Test
    void durationsAndSizesAsPeopleWriteThem() {
        assertEquals(Duration.ofMinutes(90), new Durations().convert("1h30m"));
        assertEquals(Duration.ofSeconds(45), new Durations().convert("45"));
        assertEquals(10_000_000L, new ByteSizes().convert("10MB"));
        assertEquals(2L << 30, new ByteSizes().convert("2GiB"));
        assertThrows(CommandLine.TypeConversionException.class, () -> new Durations().convert("soon"));
        assertThrows(CommandLine.TypeConversionException.class, () -> new ByteSizes().convert("big"));
    }
}
