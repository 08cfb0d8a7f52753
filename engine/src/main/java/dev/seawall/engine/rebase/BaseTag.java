package dev.seawall.engine.rebase;

import dev.seawall.engine.check.dockerfile.Codenames;
import dev.seawall.engine.ecosystem.EndOfLife;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionScheme;
import dev.seawall.engine.version.VersionSchemes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag taken apart: {@code 3.12-slim-bookworm} is version 3.12, flavour {@code #-slim-{debian}}, release Debian 12.
 *
 * @param text the tag itself
 * @param version numbers joined by dots; empty where the tag orders nothing ({@code latest})
 * @param flavour the tag with its version and its release replaced by marks; only equal flavours compare
 * @param release the distribution it is on, as far as the tag tells
 */
record BaseTag(String text, String version, String flavour, Os release) {
    private static final VersionScheme NUMBERS = VersionSchemes.named("hackage");
    private static final Pattern VERSION = Pattern.compile("(v?)(\\d{1,18}(?:[._]\\d{1,18}){0,9})");
    private static final Pattern DATE = Pattern.compile("20\\d{6}(?:\\.\\d{1,3})?");
    private static final Pattern ALPINE = Pattern.compile("alpine(\\d{1,9}(?:\\.\\d{1,9}){0,3})");
    private static final Set<String> DISTRIBUTIONS = Set.of(
            "alpine",
            "debian",
            "ubuntu",
            "fedora",
            "centos",
            "rockylinux",
            "almalinux",
            "oraclelinux",
            "amazonlinux",
            "opensuse/leap",
            "photon");

    /** Takes a tag of a repository apart. */
    static BaseTag of(String repository, String tag) {
        Reading reading = new Reading(distribution(repository));
        for (String word : List.of(tag.split("-", -1))) {
            reading.word(word);
        }
        return reading.finish(tag);
    }

    private static String distribution(String repository) {
        return DISTRIBUTIONS.stream()
                .filter(name -> repository.equals(name) || repository.endsWith("/" + name))
                .findFirst()
                .orElse("");
    }

    private static final class Reading {
        private final String distribution;
        private final StringBuilder flavour = new StringBuilder();
        private String version = "";
        private Os release = Os.NONE;
        private boolean first = true;

        Reading(String distribution) {
            this.distribution = distribution;
        }

        void word(String word) {
            flavour.append(first ? "" : "-").append(first ? first(word) : later(word));
            first = false;
        }

        private String first(String word) {
            Matcher number = VERSION.matcher(word);
            if (number.matches()) {
                version = number.group(2).replace('_', '.');
                if (!distribution.isEmpty()) {
                    release = new Os(Codenames.id(distribution), version, null, false);
                }
                return number.group(1) + "#";
            }
            String numbered = Codenames.version(distribution, word);
            if (numbered.isEmpty()) {
                return later(word);
            }
            version = numbered;
            release = new Os(distribution, numbered, null, false);
            return "@";
        }

        private String later(String word) {
            if (!version.isEmpty()
                    && !distribution.isEmpty()
                    && DATE.matcher(word).matches()) {
                version += "." + word;
                return "date";
            }
            Optional<Os> named = release.isNone() ? named(word) : Optional.empty();
            named.ifPresent(os -> release = os);
            return named.map(os -> "{" + os.id() + "}").orElse(word);
        }

        private static Optional<Os> named(String word) {
            Matcher alpine = ALPINE.matcher(word);
            if (alpine.matches()) {
                return Optional.of(new Os("alpine", alpine.group(1), null, false));
            }
            return List.of("debian", "ubuntu").stream()
                    .filter(id -> !Codenames.version(id, word).isEmpty())
                    .map(id -> new Os(id, Codenames.version(id, word), null, false))
                    .findFirst();
        }

        BaseTag finish(String tag) {
            return new BaseTag(tag, version, flavour.toString(), release);
        }
    }

    /** True where the version is that of the distribution. */
    boolean isDistribution() {
        return !release.isNone() && (flavour.startsWith("@") || version.equals(release.version()));
    }

    boolean isEndOfLife(LocalDate today) {
        return EndOfLife.isEol(release, today);
    }

    /** True where the release is known and its support goes on. */
    boolean isSupported(LocalDate today) {
        return EndOfLife.lastDay(release).isPresent() && !isEndOfLife(today);
    }

    /** How many numbers the version has. */
    int length() {
        return version.isEmpty() ? 0 : version.split("\\.", -1).length;
    }

    /** The first numbers of the version. */
    String start(int numbers) {
        return start(version, numbers);
    }

    static String start(String version, int numbers) {
        List<String> all = List.of(version.split("\\.", -1));
        return String.join(".", all.subList(0, Math.min(numbers, all.size())));
    }

    /** Orders two lists of numbers; an empty one is the least. */
    static int compare(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(!left.isEmpty(), !right.isEmpty());
        }
        try {
            return NUMBERS.compare(left, right);
        } catch (BadVersionException e) {
            throw new IllegalStateException("the pattern lets only numbers through", e);
        }
    }
}
