package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Terraform and OpenTofu: providers of the dependency lock, providers and modules of configurations. */
final class Terraform implements LanguageEcosystem {
    private static final Pattern PROVIDER = Pattern.compile("^\\s*provider\\s+\"([^\"]+)\"\\s*\\{");
    private static final Pattern VERSION =
            Pattern.compile("(?m)(?:^|[{,])[ \\t]*\"?version\"?\\s*[=:]\\s*\"([^\"]+)\"");
    private static final Pattern SOURCE = Pattern.compile("(?m)(?:^|[{,])[ \\t]*\"?source\"?\\s*[=:]\\s*\"([^\"]+)\"");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^[ \\t]*(module\\s+\"[^\"]*\"|required_providers)\\s*\\{");
    private static final Pattern ENTRY = Pattern.compile("(?m)^[ \\t]*[\\w-]+\\s*=\\s*(\\{[^{}]*\\})");
    private static final FileKinds FILES =
            FileKinds.NONE.name(".terraform.lock.hcl", Terraform::lock).suffix(".tf", Terraform::configuration);

    @Override
    public String id() {
        return "terraform";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> lock(PackageText file) {
        List<Package> out = new ArrayList<>();
        String name = "";
        int number = 0;
        for (String line : file.lines()) {
            number++;
            Matcher provider = PROVIDER.matcher(line);
            Matcher version = VERSION.matcher(line);
            if (provider.find()) {
                name = provider.group(1);
            } else if (!name.isEmpty() && version.find()) {
                out.add(file.found("terraform", name, version.group(1), number));
                name = "";
            }
        }
        return out;
    }

    /** Modules from elsewhere and required providers, each with the range it asks for. */
    private static List<Package> configuration(PackageText file) {
        String text = file.withoutComments("/*", "*/", List.of("#", "//"));
        List<Package> out = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int end = endOfBlock(text, block.end() - 1);
            if (block.group(1).startsWith("module")) {
                add(file, text.substring(block.end(), end), block.start(), out);
            } else {
                providers(file, text.substring(block.end(), end), block.end(), out);
            }
        }
        return out;
    }

    private static void providers(PackageText file, String body, int offset, List<Package> out) {
        Matcher entry = ENTRY.matcher(body);
        while (entry.find()) {
            add(file, entry.group(1), offset + entry.start(), out);
        }
    }

    private static void add(PackageText file, String body, int offset, List<Package> out) {
        Matcher source = SOURCE.matcher(body);
        Matcher version = VERSION.matcher(body);
        if (source.find() && version.find()) {
            String name = source.group(1);
            boolean local = name.startsWith(".") || name.startsWith("/");
            if (!local) {
                out.add(file.found("terraform", name, version.group(1), file.lineOf(offset)));
            }
        }
    }

    private static int endOfBlock(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    @Override
    public String versionScheme() {
        return "semver";
    }
}
