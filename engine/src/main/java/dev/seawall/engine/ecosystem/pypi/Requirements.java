package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * {@code requirements.txt} and its relatives: what they pin with {@code ==} or {@code ===}. A bound says nothing about
 * what is installed, so it is left out; files that {@code -r} names are read on their own.
 */
final class Requirements implements FileFormat {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
    private static final Pattern OPTIONS = Pattern.compile("\\s(--\\w|-C\\s).*$");

    @Override
    public boolean wants(FileEntry file) {
        return file.name().endsWith(".txt") && file.name().contains("requirements");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        PackageList found = new PackageList("pypi", file.path());
        StringBuilder logical = new StringBuilder();
        int number = 0;
        int start = 1;
        for (String line :
                (Iterable<String>) FileFormats.text(file.path(), files).lines()::iterator) {
            number++;
            start = logical.isEmpty() ? number : start;
            String text = COMMENT.matcher(line).replaceFirst("").stripTrailing();
            if (text.endsWith("\\")) {
                logical.append(text, 0, text.length() - 1).append(' ');
                continue;
            }
            add(logical.append(text).toString(), file.path(), start, found);
            logical.setLength(0);
        }
        add(logical.toString(), file.path(), start, found);
        return found.reading();
    }

    private static void add(String text, String path, int line, PackageList found) {
        String bare = OPTIONS.matcher(text).replaceFirst("").strip();
        if (!bare.startsWith("-") && !bare.contains("${")) {
            Requirement.parse(bare)
                    .filter(Requirement::isPinned)
                    .ifPresent(requirement -> found.add(requirement.at(path, line)));
        }
    }
}
