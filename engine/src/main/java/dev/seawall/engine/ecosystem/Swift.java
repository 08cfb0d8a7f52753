package dev.seawall.engine.ecosystem;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Packages of Swift: {@code Package.resolved} of every version, {@code Package.swift}, Carthage and Mint. */
final class Swift implements LanguageEcosystem {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "\\.package\\s*\\(\\s*(?:name\\s*:\\s*\"[^\"]*\"\\s*,\\s*)?url\\s*:\\s*\"([^\"]+)\"\\s*,\\s*"
                    + "(?:(?:from|exact)\\s*:\\s*|\\.exact\\s*\\(\\s*|\\.upToNext(?:Major|Minor)\\s*\\(\\s*from\\s*:\\s*)"
                    + "\"([^\"]+)\"");
    private static final Pattern CARTHAGE = Pattern.compile("^\\s*(?:github|git)\\s+\"([^\"]+)\"\\s+([^#\\s][^#]*)");
    private static final Pattern SCHEME = Pattern.compile("^(?:[a-z+]+://)?(?:[^/@]+@)?");
    private static final FileKinds FILES = FileKinds.NONE
            .when(f -> f.name().equals("Package.resolved") || f.name().equals(".package.resolved"), Swift::resolved)
            .manifest("Package.swift", "Package.resolved", Swift::manifest)
            .name("Cartfile.resolved", Swift::carthage)
            .manifest("Cartfile", "Cartfile.resolved", Swift::carthage)
            .name("Mintfile", Swift::mint);

    @Override
    public String id() {
        return "swift";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    /** Named by identity as the tool does; the address, which advisories use, is the namespace. */
    private static List<Package> resolved(PackageText file) throws IOException {
        JsonNode root = Json.parse(file.bytes());
        JsonNode pins = root.has("object") ? root.path("object").path("pins") : root.path("pins");
        List<Package> out = new ArrayList<>();
        for (JsonNode pin : pins.values()) {
            String name = pin.path("identity").asString(pin.path("package").asString(""));
            String url = pin.path("location").asString(pin.path("repositoryURL").asString(""));
            if (!name.isEmpty()) {
                String version = pin.path("state").path("version").asString("");
                Package found = file.found("swift", name, version, file.lineOfNext("\"" + name + "\""));
                String address = address(url);
                out.add(found.withNamespace(
                        address.contains("/") ? address.substring(0, address.lastIndexOf('/')) : ""));
            }
        }
        return out;
    }

    private static List<Package> manifest(PackageText file) {
        String text = file.withoutComments("/*", "*/", List.of("//"));
        List<Package> out = new ArrayList<>();
        Matcher entry = DEPENDENCY.matcher(text);
        while (entry.find()) {
            out.add(file.found("swift", address(entry.group(1)), entry.group(2), file.lineOf(entry.start())));
        }
        return out;
    }

    private static List<Package> carthage(PackageText file) {
        List<Package> out = new ArrayList<>();
        int number = 0;
        for (String line : file.lines()) {
            number++;
            Matcher entry = CARTHAGE.matcher(line);
            if (entry.find()) {
                String version = entry.group(2).replace("\"", "").strip();
                out.add(file.found("swift", onGithub(address(entry.group(1))), version, number));
            }
        }
        return out;
    }

    private static List<Package> mint(PackageText file) {
        List<Package> out = new ArrayList<>();
        int number = 0;
        for (String line : file.lines()) {
            number++;
            String entry = line.split("#", 2)[0].strip();
            int at = entry.lastIndexOf('@');
            at = at < entry.lastIndexOf('/') ? entry.length() : at;
            String name = onGithub(address(entry.substring(0, at)));
            if (name.chars().filter(c -> c == '/').count() >= 2) {
                String version = at < entry.length() ? entry.substring(at + 1).strip() : "";
                out.add(file.found("swift", name, version, number));
            }
        }
        return out;
    }

    /** {@code https://host/owner/name.git} and {@code git@host:owner/name} become {@code host/owner/name}. */
    private static String address(String url) {
        String plain = SCHEME.matcher(url.strip()).replaceFirst("");
        plain = plain.endsWith(".git") ? plain.substring(0, plain.length() - 4) : plain;
        int colon = plain.indexOf(':');
        boolean scp = colon > 0 && !Character.isDigit(plain.charAt(Math.min(colon + 1, plain.length() - 1)));
        return scp ? plain.substring(0, colon) + "/" + plain.substring(colon + 1) : plain;
    }

    private static String onGithub(String name) {
        return name.chars().filter(c -> c == '/').count() == 1 ? "github.com/" + name : name;
    }

    @Override
    public List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        String name = pkg.namespace().isEmpty() ? pkg.name() : pkg.namespace() + "/" + pkg.name();
        return List.of(new AdvisoryKey("SwiftURL", name, pkg.version()));
    }
}
