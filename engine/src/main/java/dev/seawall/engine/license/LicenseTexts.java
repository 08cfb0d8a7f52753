package dev.seawall.engine.license;

import dev.seawall.engine.license.LicenseExpression.AllOf;
import dev.seawall.engine.license.LicenseExpression.AnyOf;
import dev.seawall.engine.license.LicenseExpression.One;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which licences a file spells out, by phrases that occur in no other. */
public final class LicenseTexts {
    private static final Pattern SPDX_TAG =
            Pattern.compile("SPDX-License-Identifier:[ \\t]*([A-Za-z0-9.+() \\t-]{1,200})");
    private static final List<Mark> MARKS = marks();

    private record Mark(String id, List<String> all, List<String> without) {
        boolean fits(String words) {
            return all.stream().allMatch(words::contains) && without.stream().noneMatch(words::contains);
        }
    }

    private LicenseTexts() {}

    /** Ids of the licences whose texts or SPDX tags are in it, sorted; empty where none is recognised. */
    public static List<String> identify(String text) {
        Set<String> ids = new TreeSet<>();
        String words = words(text);
        MARKS.stream().filter(mark -> mark.fits(words)).forEach(mark -> ids.add(mark.id));
        Matcher tags = SPDX_TAG.matcher(text);
        while (tags.find()) {
            addKnown(LicenseParser.parse(tags.group(1)), ids);
        }
        return List.copyOf(ids);
    }

    private static void addKnown(LicenseExpression expression, Set<String> ids) {
        switch (expression) {
            case One one -> {
                if (one.license().category() != LicenseCategory.UNKNOWN) {
                    ids.add(one.license().id());
                }
            }
            case AllOf all -> all.parts().forEach(part -> addKnown(part, ids));
            case AnyOf any -> any.choices().forEach(choice -> addKnown(choice, ids));
        }
    }

    private static String words(String text) {
        return " " + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ") + " ";
    }

    private static List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (Object item : LicenseData.list(LicenseData.read("texts.yaml").get("texts"))) {
            Map<?, ?> mark = (Map<?, ?>) item;
            marks.add(new Mark(
                    String.valueOf(mark.get("id")),
                    LicenseData.texts(mark.get("all")),
                    LicenseData.texts(mark.get("without"))));
        }
        return List.copyOf(marks);
    }
}
