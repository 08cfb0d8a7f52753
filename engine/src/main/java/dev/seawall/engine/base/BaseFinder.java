package dev.seawall.engine.base;

import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.ImageRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the base of an image without a network: by the layers of images known, else by labels and history. A Dockerfile
 * nearly always ends in CMD or ENTRYPOINT, so the last such line that has layers above it ended the base.
 */
public final class BaseFinder {
    private static final String NAME_LABEL = "org.opencontainers.image.base.name";
    private static final Pattern START_LINE =
            Pattern.compile("(?:/bin/sh -c #\\(nop\\)\\s+)?(?:CMD|ENTRYPOINT)\\s*[\\[\"\\w/&].*", Pattern.DOTALL);
    /** Reproducible builds set dates like 1970; no image is older than Docker. */
    private static final Instant FIRST_IMAGE =
            Year.of(2013).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private final ImageConfig config;
    private final List<String> tags;
    private final KnownBases known;

    private BaseFinder(List<String> tags, ImageConfig config, KnownBases known) {
        this.tags = tags;
        this.config = config;
        this.known = known;
    }

    /**
     * The base of an image.
     *
     * @param tags of the image itself, as its source states them
     */
    public static BaseImage find(List<String> tags, ImageConfig config, KnownBases known) {
        return new BaseFinder(tags, config, known).find();
    }

    private BaseImage find() {
        Optional<KnownBases.Known> under = known.under(config.diffIds());
        if (under.isPresent()) {
            int layers = under.get().diffIds().size();
            return new BaseImage(under.get().name(), BaseImage.Source.LAYERS, layers, created(historyIndex(layers)));
        }
        int last = lastBaseLine();
        int layers = layersUpTo(last);
        Instant created = created(last);
        String label = config.labels().getOrDefault(NAME_LABEL, "");
        if (!label.isBlank()) {
            return new BaseImage(label.strip(), BaseImage.Source.LABEL, layers, created);
        }
        return tags.stream()
                .filter(BaseFinder::isOfficial)
                .findFirst()
                .map(name -> new BaseImage(name, BaseImage.Source.ITSELF, layers, instant(config.created())))
                .orElseGet(() -> guessed(layers, created));
    }

    private BaseImage guessed(int layers, @Nullable Instant created) {
        for (String line : config.env()) {
            int equals = line.indexOf('=');
            Optional<String> image =
                    OfficialImages.known().settingVariable(equals < 0 ? line : line.substring(0, equals));
            if (image.isPresent()) {
                return new BaseImage(image.get(), BaseImage.Source.VARIABLE, layers, created);
            }
        }
        return new BaseImage(null, layers > 0 ? BaseImage.Source.HISTORY : BaseImage.Source.NOTHING, layers, created);
    }

    private static boolean isOfficial(String name) {
        try {
            return OfficialImages.known().standing(ImageRef.parse(name)) != OfficialImages.Standing.NOT_OFFICIAL;
        } catch (IllegalArgumentException notAReference) {
            return false;
        }
    }

    /** Index of the last history line of the base, or -1. */
    private int lastBaseLine() {
        List<ImageConfig.History> history = config.history();
        boolean own = false;
        for (int i = history.size() - 1; i >= 0; i--) {
            ImageConfig.History line = history.get(i);
            if (!line.emptyLayer()) {
                own = true;
            } else if (own && START_LINE.matcher(line.createdBy().strip()).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** How many layers the history lines up to this one made; 0 where the history does not fit the layers. */
    private int layersUpTo(int last) {
        long all = config.history().stream().filter(line -> !line.emptyLayer()).count();
        if (all != config.diffIds().size()) {
            return 0;
        }
        return (int) config.history().stream()
                .limit(last + 1L)
                .filter(line -> !line.emptyLayer())
                .count();
    }

    /** Index of the history line that made that many layers complete, or -1. */
    private int historyIndex(int layers) {
        int seen = 0;
        for (int i = 0; i < config.history().size(); i++) {
            seen += config.history().get(i).emptyLayer() ? 0 : 1;
            if (seen == layers) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Instant created(int line) {
        return line < 0 ? null : instant(config.history().get(line).created());
    }

    private static @Nullable Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(FIRST_IMAGE) ? null : instant;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
