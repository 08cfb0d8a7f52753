package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CocoaPods, packages for Apple platforms: {@code Podfile.lock}; subspecs are packages of their own. */
final class Cocoapods implements LanguageEcosystem {
    private static final Pattern POD = Pattern.compile("^  - \"?([^\\s\"(]+) \\(([^)\\s]+)\\)\"?:?\\s*$");
    private static final FileKinds FILES = FileKinds.NONE.name("Podfile.lock", Cocoapods::lock);

    @Override
    public String id() {
        return "cocoapods";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> lock(PackageText file) {
        List<Package> out = new ArrayList<>();
        boolean pods = false;
        int number = 0;
        for (String line : file.lines()) {
            number++;
            if (!line.isEmpty() && !line.startsWith(" ")) {
                pods = line.startsWith("PODS:");
            }
            Matcher pod = POD.matcher(line);
            if (pods && pod.find()) {
                out.add(file.found("cocoapods", pod.group(1), pod.group(2), number));
            }
        }
        return out;
    }

    @Override
    public String versionScheme() {
        return "generic";
    }
}
