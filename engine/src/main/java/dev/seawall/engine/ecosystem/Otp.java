package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applications of Erlang/OTP and of compiled Elixir: the {@code .app} resource file each of them carries. */
final class Otp implements LanguageEcosystem {
    private static final Pattern APPLICATION =
            Pattern.compile("(?m)^[ \\t]*\\{\\s*application\\s*,\\s*'?([\\w@.-]+)'?\\s*,");
    private static final Pattern VERSION = Pattern.compile("\\{\\s*vsn\\s*,\\s*\"([^\"]*)\"");
    private static final FileKinds FILES = FileKinds.NONE.suffix(".app", Otp::application);

    @Override
    public String id() {
        return "otp";
    }

    @Override
    public FileFormat files() {
        return FILES;
    }

    private static List<Package> application(PackageText file) {
        Matcher application = APPLICATION.matcher(file.text());
        if (!application.find()) {
            return List.of();
        }
        Matcher version = VERSION.matcher(file.text());
        if (!version.find(application.end()) || version.group(1).isEmpty()) {
            return List.of();
        }
        int line = file.lineOf(application.start(1));
        return List.of(file.found("otp", application.group(1), version.group(1), line));
    }

    @Override
    public String versionScheme() {
        return "generic";
    }
}
