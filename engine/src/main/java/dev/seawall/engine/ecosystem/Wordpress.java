package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plugins of WordPress: the header comment of a plug-in's main file. */
final class Wordpress implements LanguageEcosystem {
    private static final Pattern PLUGIN =
            Pattern.compile("(?:^|/)wp-content/(?:plugins|mu-plugins)/(?:[^/]+/)?[^/]+\\.php$");
    private static final Pattern NAME = Pattern.compile("Plugin Name:[ \\t]*([^\\n]*?)[ \\t]*(?:\\*/|\\?>|\\n|$)");
    private static final Pattern VERSION = Pattern.compile("(?m)^[ \\t/*#@]*Version:[ \\t]*(\\S+)");
    private static final FileKinds FILES = FileKinds.NONE.when(Wordpress::isPlugin, Wordpress::plugin);

    @Override
    public String id() {
        return "wordpress";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static boolean isPlugin(FileEntry file) {
        return PLUGIN.matcher(file.path()).find();
    }

    /** WordPress itself reads no more than the first 8 kB. */
    private static List<Package> plugin(PackageText file) {
        String head = file.text().substring(0, Math.min(8_192, file.text().length()));
        Matcher name = NAME.matcher(head);
        Matcher version = VERSION.matcher(head);
        if (!name.find() || !version.find()) {
            return List.of();
        }
        int line = file.lineOf(name.start(1));
        return List.of(file.found("wordpress", name.group(1).strip(), version.group(1), line));
    }

    @Override
    public String versionScheme() {
        return "generic";
    }
}
