package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code seawall exception …}: waivers with owner, reason and end, kept by the server. */
@Command(
        name = "exception",
        mixinStandardHelpOptions = true,
        description = "Except findings, with owner, reason and end.",
        subcommands = {ExceptionCommand.Add.class, ExceptionCommand.Listing.class, ExceptionCommand.Remove.class})
final class ExceptionCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/exceptions";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Main.COULD_NOT;
    }

    private static ServerClient client(ServerFlag server) {
        if (!server.isSet()) {
            throw new SeawallException(
                    "work with exceptions", "no server is named", "Name it with --server URL, or in SEAWALL_SERVER");
        }
        return server.client();
    }

    /** {@code seawall exception add RULE}. */
    @Command(name = "add", mixinStandardHelpOptions = true, description = "Add an exception.")
    static final class Add implements Callable<Integer> {
        @Parameters(paramLabel = "RULE", description = "CVE, check or rule id; * for any")
        @SuppressWarnings("NullAway.Init")
        private String rule;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it is no problem here")
        @SuppressWarnings("NullAway.Init")
        private String reason;

        @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it (default: who is logged in)")
        private @Nullable String owner;

        @Option(names = "--target", paramLabel = "NAME", description = "Only there; may end in * (default: everywhere)")
        private @Nullable String target;

        @Option(names = "--package", paramLabel = "NAME", description = "Only in this package")
        private @Nullable String packageName;

        @Option(names = "--path", paramLabel = "PATH", description = "Only at this path; may end in *")
        private @Nullable String path;

        @Option(names = "--expires", paramLabel = "DATE", description = "Last day or time, such as 2027-01-31")
        private @Nullable String expires;

        @Option(names = "--until-fixed", description = "Ends where a fix is known")
        private boolean untilFixed;

        @Mixin
        private final ServerFlag server = new ServerFlag();

        @Override
        public Integer call() {
            ObjectNode body = Json.mapper().createObjectNode();
            body.put("rule", rule).put("reason", reason).put("untilFixed", untilFixed);
            put(body, "owner", owner);
            put(body, "target", target);
            put(body, "package", packageName);
            put(body, "path", path);
            put(body, "expiresAt", expires == null ? null : end(expires).toString());
            try (ServerClient client = client(server)) {
                JsonNode made = client.ask("POST", PATH, Json.mapper().writeValueAsBytes(body));
                System.out.println(made.path("id").asString("") + " excepts "
                        + made.path("hits").asLong() + " findings");
            }
            return 0;
        }

        private static void put(ObjectNode body, String name, @Nullable String value) {
            if (value != null) {
                body.put(name, value);
            }
        }

        /** A day ends with itself. */
        private static Instant end(String text) {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text)
                                .plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new SeawallException(
                        "read the date " + text, "it is none", "Write 2027-01-31 or 2027-01-31T12:00:00Z", e);
            }
        }
    }

    /** {@code seawall exception list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List exceptions and what they hit.")
    static final class Listing implements Callable<Integer> {
        @Option(
                names = {"-f", "--format"},
                defaultValue = "table",
                description = "table or json (default: table)")
        private String format = "table";

        @Mixin
        private final ServerFlag server = new ServerFlag();

        @Override
        public Integer call() {
            ArrayNode all = Json.mapper().createArrayNode();
            try (ServerClient client = client(server)) {
                String cursor = "";
                do {
                    JsonNode page = client.ask("GET", PATH + "?limit=500&cursor=" + cursor, null);
                    page.path("items").forEach(all::add);
                    cursor = page.path("next").asString("");
                } while (!cursor.isEmpty());
            }
            if (format.equals("json")) {
                System.out.println(
                        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
            } else {
                all.forEach(one -> System.out.println(line(one)));
            }
            return 0;
        }

        private static String line(JsonNode one) {
            String end = one.path("expired").asBoolean()
                    ? "expired"
                    : one.path("expiresAt").isNull()
                            ? "no end"
                            : one.path("expiresAt").asString("");
            return String.format(
                    Locale.ROOT,
                    "%s  %-20s %-24s %5d hits  %-20s %s: %s",
                    one.path("id").asString(""),
                    one.path("rule").asString(""),
                    one.path("target").asString("").isEmpty()
                            ? "everywhere"
                            : one.path("target").asString(""),
                    one.path("hits").asLong(),
                    end,
                    one.path("owner").asString(""),
                    one.path("reason").asString(""));
        }
    }

    /** {@code seawall exception remove ID}. */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Remove an exception.")
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As the list shows it")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Mixin
        private final ServerFlag server = new ServerFlag();

        @Override
        public Integer call() {
            String path = PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
            try (ServerClient client = client(server)) {
                client.remove(path);
            }
            return 0;
        }
    }
}
