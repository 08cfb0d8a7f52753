package dev.seawall.engine.advisory;

import dev.seawall.engine.version.AffectedRange;
import dev.seawall.engine.version.AffectedVersions;
import dev.seawall.engine.version.VersionEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an advisory in a store. A change here needs another {@link MappedTable#FORMAT}. */
final class AdvisoryCodec {
    private static final List<VersionEvent.Kind> KINDS = List.of(
            VersionEvent.Kind.INTRODUCED,
            VersionEvent.Kind.FIXED,
            VersionEvent.Kind.LAST_AFFECTED,
            VersionEvent.Kind.LIMIT);

    private AdvisoryCodec() {}

    /** Id first and date second, so that the bytes of records with one id sort by date. */
    static byte[] encode(Advisory advisory) {
        FieldWriter out = new FieldWriter();
        out.text(advisory.id())
                .text(advisory.modified())
                .number(advisory.withdrawn() ? 1 : 0)
                .texts(advisory.aliases())
                .texts(advisory.upstream())
                .texts(advisory.related())
                .text(advisory.summary())
                .list(advisory.ratings(), rating -> write(rating, out))
                .list(advisory.affected(), affected -> write(affected, out))
                .texts(advisory.references());
        return out.done();
    }

    static Advisory decode(byte[] bytes) throws IOException {
        FieldReader in = new FieldReader(bytes);
        return new Advisory(
                in.text(),
                in.text(),
                in.number() != 0,
                in.texts(),
                in.texts(),
                in.texts(),
                in.text(),
                ratings(in),
                allAffected(in),
                in.texts());
    }

    static void write(Rating rating, FieldWriter out) {
        out.text(rating.source()).text(rating.vector()).text(rating.word());
    }

    static Rating rating(FieldReader in) throws IOException {
        return new Rating(in.text(), in.text(), in.text());
    }

    private static List<Rating> ratings(FieldReader in) throws IOException {
        int count = in.length();
        List<Rating> ratings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ratings.add(rating(in));
        }
        return ratings;
    }

    private static List<AffectedPackage> allAffected(FieldReader in) throws IOException {
        int count = in.length();
        List<AffectedPackage> affected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            affected.add(affected(in));
        }
        return affected;
    }

    private static List<AffectedRange> ranges(FieldReader in) throws IOException {
        int count = in.length();
        List<AffectedRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranges.add(new AffectedRange(events(in)));
        }
        return ranges;
    }

    private static List<VersionEvent> events(FieldReader in) throws IOException {
        int count = in.length();
        List<VersionEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(in));
        }
        return events;
    }

    private static void write(AffectedPackage affected, FieldWriter out) {
        out.text(affected.ecosystem())
                .text(affected.name())
                .list(affected.versions().ranges(), range -> out.list(range.events(), event -> write(event, out)))
                .texts(affected.versions().versions())
                .text(affected.severity())
                .text(affected.status())
                .texts(affected.patched())
                .texts(affected.architectures())
                .text(affected.advisory())
                .text(affected.informational());
    }

    private static AffectedPackage affected(FieldReader in) throws IOException {
        return new AffectedPackage(
                in.text(),
                in.text(),
                new AffectedVersions(ranges(in), in.texts()),
                in.text(),
                in.text(),
                in.texts(),
                in.texts(),
                in.text(),
                in.text());
    }

    private static void write(VersionEvent event, FieldWriter out) {
        out.number(KINDS.indexOf(event.kind())).text(event.version());
    }

    private static VersionEvent event(FieldReader in) throws IOException {
        int kind = in.number();
        if (kind >= KINDS.size()) {
            throw new IOException("the advisory store is damaged: an event of an unknown kind");
        }
        return new VersionEvent(KINDS.get(kind), in.text());
    }
}
