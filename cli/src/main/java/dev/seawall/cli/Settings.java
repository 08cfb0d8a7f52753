package dev.seawall.cli;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives every option its value where the command line does not: from {@code SEAWALL_<OPTION>}, else from
 * {@code seawall.yaml} (key {@code option} for all commands or {@code command: {option: value}}). The file is the one
 * SEAWALL_CONFIG names, else {@code seawall.yaml} in the current folder.
 */
final class Settings implements CommandLine.IDefaultValueProvider {
    private static final String PREFIX = "SEAWALL_";
    /** Variables of the launcher and of the state folders, which are no options. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "SEAWALL_HOME",
            "SEAWALL_CONFIG",
            "SEAWALL_JAVA_HOME",
            "SEAWALL_JAVA_OPTS",
            "SEAWALL_AOT_DIR",
            "SEAWALL_JDK",
            "SEAWALL_JVM_BUILD",
            "SEAWALL_TOKEN",
            "SEAWALL_ISAL");

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Settings(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads the settings file and warns of SEAWALL_ variables that nothing reads (Kubernetes injects some of its own).
     *
     * @param commands gives the whole command line; asked only where there is something to compare with it
     * @throws SeawallException where the file is malformed or holds a key that is no option
     */
    static Settings load(Map<String, String> environment, Supplier<CommandLine> commands) {
        boolean variables = environment.keySet().stream()
                .anyMatch(name -> name.startsWith(PREFIX) && !OTHER_VARIABLES.contains(name));
        if (variables) {
            unknownVariables(environment, commands.get())
                    .forEach(name -> System.err.println(
                            "warning: the environment variable " + name + " names no option of Seawall"));
        }
        String named = environment.get("SEAWALL_CONFIG");
        Path path = Path.of(named == null ? "seawall.yaml" : named);
        if (named == null && !Files.isRegularFile(path)) {
            return new Settings(environment, Map.of());
        }
        return new Settings(environment, read(path, commands.get()));
    }

    private static Map<String, String> read(Path path, CommandLine commands) {
        Object document;
        try {
            document = Yaml.parse(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the settings file " + path, "" + e.getMessage(), "Correct or remove it", e);
        }
        Map<String, String> values = new TreeMap<>();
        if (document instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten("", String.valueOf(key), value, values));
        } else if (document != null) {
            throw new SeawallException(
                    "read the settings file " + path, "it is not a YAML map", "Write one key per line");
        }
        refuseUnknown(path, values.keySet(), commands);
        return values;
    }

    private static void flatten(String prefix, String key, @Nullable Object value, Map<String, String> into) {
        String name = prefix + key;
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((k, v) -> flatten(name + ".", String.valueOf(k), v, into));
        } else if (value instanceof List<?> list) {
            into.put(name, String.join(",", list.stream().map(String::valueOf).toList()));
        } else if (value != null) {
            into.put(name, value.toString());
        }
    }

    private static void refuseUnknown(Path path, Set<String> keys, CommandLine commands) {
        Set<String> known = new TreeSet<>();
        collectKeys("", commands, known);
        List<String> unknown = keys.stream().filter(key -> !known.contains(key)).toList();
        if (!unknown.isEmpty()) {
            throw new SeawallException(
                    "read the settings file " + path,
                    "it has unknown keys: " + String.join(", ", unknown),
                    "Use the long option names of `seawall COMMAND --help` without their dashes");
        }
    }

    private static void collectKeys(String prefix, CommandLine command, Set<String> into) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            into.add(keyOf(option));
            into.add(prefix + keyOf(option));
        }
        command.getSubcommands().forEach((name, sub) -> collectKeys(prefix + name + ".", sub, into));
    }

    private static String keyOf(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static String variableOf(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<String> unknownVariables(Map<String, String> environment, CommandLine commands) {
        Set<String> keys = new TreeSet<>();
        collectKeys("", commands, keys);
        Set<String> known = new TreeSet<>(OTHER_VARIABLES);
        keys.forEach(key -> known.add(variableOf(key)));
        List<String> unknown = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String key = keyOf(option);
        String variable = variableOf(key);
        String set = OTHER_VARIABLES.contains(variable) ? null : environment.get(variable);
        if (set != null) {
            return set;
        }
        String path = commandPath(option.command().qualifiedName(".")) + key;
        String own = file.get(path);
        return own == null ? file.get(key) : own;
    }

    private static String commandPath(String qualifiedName) {
        int dot = qualifiedName.indexOf('.');
        return dot < 0 ? "" : qualifiedName.substring(dot + 1) + ".";
    }
}
