package dev.seawall.engine.rebase;

import dev.seawall.engine.model.Os;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which tags of a repository can take the place of one, best first. */
final class TagChoice {
    private final String repository;
    private final BaseTag current;
    private final LocalDate today;
    private final Within within;

    TagChoice(String repository, String tag, LocalDate today, Within within) {
        this.repository = repository;
        this.current = BaseTag.of(repository, tag);
        this.today = today;
        this.within = within;
    }

    boolean isEndOfLife() {
        return current.isEndOfLife(today);
    }

    boolean isEndOfLife(String tag) {
        return BaseTag.of(repository, tag).isEndOfLife(today);
    }

    /** Those of supported releases; where there are none, the others. The current tag is among the others. */
    List<String> best(Collection<String> tags) {
        if (current.version().isEmpty()) {
            return List.of(current.text());
        }
        List<BaseTag> fitting = tags.stream()
                .distinct()
                .map(tag -> BaseTag.of(repository, tag))
                .filter(this::fits)
                .sorted(order().reversed())
                .toList();
        List<BaseTag> supported =
                fitting.stream().filter(tag -> !tag.isEndOfLife(today)).toList();
        return (supported.isEmpty() ? fitting : supported)
                .stream().map(BaseTag::text).toList();
    }

    private boolean fits(BaseTag tag) {
        return tag.flavour().equals(current.flavour())
                && tag.isDistribution() == current.isDistribution()
                && BaseTag.compare(tag.start(current.length()), current.version()) >= 0
                && releaseFits(tag)
                && (current.isDistribution() || sameStart(tag.version(), current.version()));
    }

    private boolean releaseFits(BaseTag tag) {
        Os from = current.release();
        Os to = tag.release();
        if (from.isNone()) {
            return true;
        }
        if (BaseTag.compare(to.version(), from.version()) < 0 || (isLongTerm(from) && !isLongTerm(to))) {
            return false;
        }
        return sameStart(to.version(), from.version()) || (isEndOfLife() && tag.isSupported(today));
    }

    private boolean sameStart(String left, String right) {
        int numbers =
                switch (within) {
                    case ANY -> 0;
                    case MAJOR -> 1;
                    case MINOR -> 2;
                };
        int stated = Math.min(numbers, right.split("\\.", -1).length);
        return BaseTag.start(left, stated).equals(BaseTag.start(right, stated));
    }

    /** Ubuntu's releases of April in even years. */
    private static boolean isLongTerm(Os os) {
        return os.id().equals("ubuntu") && os.version().matches("\\d*[02468]\\.04(\\..*)?");
    }

    /** By as many numbers as the current tag has (two where it has one), then by release, then by that many numbers. */
    private Comparator<BaseTag> order() {
        int wanted = Math.max(2, current.length());
        return Comparator.comparing((BaseTag tag) -> tag.start(wanted), BaseTag::compare)
                .thenComparing(tag -> tag.isDistribution() ? "" : tag.release().version(), BaseTag::compare)
                .thenComparing(tag -> tag.text().equals(current.text()))
                .thenComparing(tag -> -Math.abs(tag.length() - wanted))
                .thenComparing(BaseTag::version, BaseTag::compare)
                .thenComparing(BaseTag::text, Comparator.reverseOrder());
    }
}
