package dev.seawall.engine.scan;

import dev.seawall.engine.check.Checker;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges how an image is configured: its configuration blob, and what its files say of accounts, set-user-id programs,
 * caches and tools. One document of kind {@code image} is made of all that and given to the checks.
 */
final class ImageConfiguration {
    private static final String PLACE = "image configuration";
    private static final int LISTED = 50;
    /** There were no images before. */
    private static final int FIRST_YEAR = 2012;

    private ImageConfiguration() {}

    static List<Finding> findings(Inventory inventory, String reference, LocalDate today) {
        ImageConfig config = inventory.config();
        if (config == null || !config.json().isObject()) {
            return List.of();
        }
        ObjectNode document = (ObjectNode) config.json().deepCopy();
        reference(document.putObject("reference"), reference);
        ObjectNode files = document.putObject("files");
        files(files, inventory);
        list(files, "backgroundCommands", BackgroundCommands.of(config, inventory.kept()).stream());
        age(document, config, today);
        try {
            byte[] json = Json.mapper().writeValueAsBytes(document);
            return Checker.findings(InputFile.of(PLACE + ".image.json", json)).stream()
                    .map(ImageConfiguration::placed)
                    .toList();
        } catch (IOException e) {
            throw new SeawallException(
                    "check the image configuration", "" + e.getMessage(), "Report this with --debug", e);
        }
    }

    private static Finding placed(Finding finding) {
        var location = finding.location();
        return finding.with()
                .location(new dev.seawall.engine.model.Location(PLACE, 0, 0, location.layer(), false))
                .build();
    }

    private static void reference(ObjectNode into, String reference) {
        try {
            ImageRef ref = ImageRef.parse(reference.replaceFirst("^(docker|podman|containerd|registry):", ""));
            into.put("tag", ref.tag() == null ? "" : ref.tag());
            into.put("digest", ref.digest() == null ? "" : ref.digest().toString());
        } catch (IllegalArgumentException | SeawallException e) {
            into.put("path", reference);
        }
    }

    /** Days since the image was made; left out where it states no date, or one such as 1970 that builds put for none. */
    private static void age(ObjectNode document, ImageConfig config, LocalDate today) {
        try {
            LocalDate made = OffsetDateTime.parse(config.created()).toLocalDate();
            if (made.getYear() > FIRST_YEAR && !made.isAfter(today)) {
                document.put("ageDays", ChronoUnit.DAYS.between(made, today));
            }
        } catch (DateTimeParseException e) {
            document.remove("ageDays");
        }
    }

    private static void files(ObjectNode into, Inventory inventory) {
        FileTable table = inventory.files();
        list(into, "setuid", table.all().filter(ImageFiles::isSetuid).map(ImageFiles::withOwner));
        list(
                into,
                "worldWritable",
                table.all().filter(ImageFiles::isWorldWritable).map(ImageFiles::path));
        list(into, "shells", ImageFiles.SHELLS.stream().filter(path -> table.resolve(path)
                .isPresent()));
        list(into, "packageManagers", ImageFiles.PACKAGE_MANAGERS.stream().filter(path -> table.resolve(path)
                .isPresent()));
        list(into, "compilers", ImageFiles.COMPILERS.stream().filter(path -> table.resolve(path)
                .isPresent()));
        list(into, "sshServers", ImageFiles.SSH_SERVERS.stream().filter(path -> table.resolve(path)
                .isPresent()));
        list(into, "sudo", ImageFiles.SUDO.stream().filter(path -> table.resolve(path)
                .isPresent()));
        list(into, "supervisors", ImageFiles.SUPERVISORS.stream().filter(path -> table.resolve(path)
                .isPresent()));
        list(into, "caches", table.all().filter(ImageFiles::isPackageCache).map(ImageFiles::path));
        list(
                into,
                "credentials",
                table.all().filter(ImageFiles::isCredentialFile).map(ImageFiles::path));
        list(into, "junk", table.all().filter(ImageFiles::isJunk).map(ImageFiles::path));
        list(into, "emptyPasswords", Accounts.withoutPassword(inventory.kept()).stream());
        list(into, "sharedUserIds", Accounts.sharedIds(inventory.kept(), "etc/passwd").stream());
        list(into, "sharedGroupIds", Accounts.sharedIds(inventory.kept(), "etc/group").stream());
    }

    private static void list(ObjectNode into, String key, Stream<String> values) {
        ArrayNode list = into.putArray(key);
        values.limit(LISTED).forEach(list::add);
    }

    /** Lines of the account files. */
    static final class Accounts {
        private Accounts() {}

        /** Accounts whose password field is empty, so that anybody may log in. */
        static List<String> withoutPassword(KeptFiles kept) {
            return lines(kept, "etc/shadow")
                    .filter(fields -> fields.length > 1 && fields[1].isEmpty() && !fields[0].isEmpty())
                    .map(fields -> fields[0])
                    .toList();
        }

        /** Names that share a number with an earlier name, as {@code name (number)}. */
        static List<String> sharedIds(KeptFiles kept, String path) {
            TreeMap<String, String> first = new TreeMap<>();
            return lines(kept, path)
                    .filter(fields -> fields.length > 2 && !fields[2].isEmpty())
                    .filter(fields ->
                            !first.computeIfAbsent(fields[2], id -> fields[0]).equals(fields[0]))
                    .map(fields -> fields[0] + " (" + fields[2] + ")")
                    .toList();
        }

        private static Stream<String[]> lines(KeptFiles kept, String path) {
            return kept.text(path).stream()
                    .flatMap(String::lines)
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(":", -1));
        }
    }
}
