package dev.seawall.engine.scan;

import dev.seawall.engine.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Services that the script an image starts with puts into the background: {@code nginx &}, and then another one. */
final class BackgroundCommands {
    /** A command and one ampersand, once everything else with an ampersand is taken out. */
    private static final Pattern BACKGROUND = Pattern.compile("(?:^|[;|])\\s*([^;|&]+)&");

    /** Nothing that lives on as a service. */
    private static final Pattern PASSING = Pattern.compile(
            "(?:wait|kill|sleep|trap|if|while|for|until|echo|printf|test|true|rm|chown|chmod|mkdir)\\b.*|[(\\[{].*");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");
    private static final Pattern REDIRECTION = Pattern.compile("[0-9]*[<>]&[0-9-]?|&>>?|\\\\&");

    private BackgroundCommands() {}

    /** What is put into the background, each as {@code script: command}; the commands are cut short. */
    static List<String> of(ImageConfig config, KeptFiles kept) {
        List<String> found = new ArrayList<>();
        Stream.concat(config.entrypoint().stream(), config.command().stream())
                .flatMap(word -> Stream.of(word.split("\\s+")))
                .map(word -> word.startsWith("/") ? word.substring(1) : inWorkingDirectory(config, word))
                .distinct()
                .forEach(path -> kept.text(path).ifPresent(text -> in(path, text, found)));
        return found;
    }

    private static String inWorkingDirectory(ImageConfig config, String word) {
        String folder = config.workingDir().replaceFirst("^/", "");
        String name = word.replaceFirst("^\\./", "");
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static void in(String path, String text, List<String> found) {
        if (!text.startsWith("#!")) {
            return;
        }
        text.lines().map(BackgroundCommands::simple).forEach(line -> {
            Matcher matcher = BACKGROUND.matcher(line);
            while (matcher.find()) {
                String command = matcher.group(1).strip();
                if (!command.isEmpty() && !PASSING.matcher(command).matches()) {
                    found.add(path + ": " + command.split("\\s+", 2)[0]);
                }
            }
        });
    }

    /** The line without quoted text, comments, redirections and {@code &&}. */
    private static String simple(String line) {
        String plain = QUOTED.matcher(line).replaceAll("''");
        plain = COMMENT.matcher(plain).replaceAll("");
        return REDIRECTION.matcher(plain).replaceAll(" ").replace("&&", ";");
    }
}
