package dev.seawall.engine.version;

import static dev.seawall.engine.version.VersionEvent.fixed;
import static dev.seawall.engine.version.VersionEvent.introduced;
import static dev.seawall.engine.version.VersionEvent.lastAffected;
import static dev.seawall.engine.version.VersionEvent.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The evaluation algorithm of the OSV schema, case by case. */
final class AffectedVersionsTest {
    private static final Affected NO = new Affected.No();

    private static AffectedVersions ranges(AffectedRange... ranges) {
        return new AffectedVersions(List.of(ranges), List.of());
    }

    private static AffectedRange range(VersionEvent... events) {
        return new AffectedRange(List.of(events));
    }

    private static Affected yes(String fix) {
        return new Affected.Yes(fix);
    }

    private static Affected npm(AffectedVersions affected, String version) {
        return affected.judge(version, VersionSchemes.named("npm"));
    }

    @Test
    void severalSpansInOneRangeInAnyOrder() {
        AffectedVersions affected = ranges(range(fixed("2.3.0"), introduced("2.0.0"), fixed("1.5.0"), introduced("0")));
        assertEquals(yes("1.5.0"), npm(affected, "1.0.0"));
        assertEquals(NO, npm(affected, "1.5.0"));
        assertEquals(yes("2.3.0"), npm(affected, "2.0.0"));
        assertEquals(NO, npm(affected, "2.3.0"));
    }

    @Test
    void zeroIsBeforeEveryVersion() {
        assertEquals(yes("1.0.0"), npm(ranges(range(introduced("0"), fixed("1.0.0"))), "0.0.0-alpha"));
        assertEquals(yes(""), ranges(range(introduced("0"))).judge("0~rc1", VersionSchemes.named("deb")));
    }

    @Test
    void lastAffectedIsStillAffected() {
        AffectedVersions affected = ranges(range(introduced("1.0.0"), lastAffected("1.0.0")));
        assertEquals(yes(""), npm(affected, "1.0.0"));
        assertEquals(NO, npm(affected, "1.0.1"));
        assertEquals(NO, npm(affected, "0.9.0"));
        assertEquals(NO, npm(ranges(range(lastAffected("1.0.0"), introduced("1.0.0"))), "1.0.1"));
    }

    @Test
    void limitsCutTheLineOff() {
        assertEquals(NO, npm(ranges(range(introduced("0"), limit("2.0.0"))), "2.0.0"));
        assertEquals(yes(""), npm(ranges(range(introduced("0"), limit("2.0.0"))), "1.9.9"));
        assertEquals(yes(""), npm(ranges(range(introduced("0"), limit("2.0.0"), limit("*"))), "3.0.0"));
    }

    @Test
    void theFixIsTheLowestThatNoOtherRangeCovers() {
        AffectedVersions affected =
                ranges(range(introduced("1.0.0"), fixed("1.2.0")), range(introduced("1.1.0"), fixed("1.4.0")));
        assertEquals(yes("1.4.0"), npm(affected, "1.1.0"));
        assertEquals(NO, npm(affected, "1.4.0"));
    }

    @Test
    void listedVersionsCountUnderEverySpelling() {
        AffectedVersions affected = new AffectedVersions(List.of(), List.of("1.0", "not a version"));
        assertEquals(yes(""), affected.judge("1.0.0", VersionSchemes.named("pypi")));
        assertEquals(yes(""), affected.judge("not a version", VersionSchemes.named("npm")));
    }

    @Test
    void whatDoesNotParseIsUnknownUnlessAnotherRangeIsCertain() {
        AffectedRange bad = range(introduced("not-a-version"), fixed("2.0.0"));
        assertInstanceOf(Affected.Unknown.class, npm(ranges(bad), "1.0.0"));
        assertEquals(yes("3.0.0"), npm(ranges(bad, range(introduced("0"), fixed("3.0.0"))), "1.0.0"));
        assertInstanceOf(Affected.Unknown.class, npm(ranges(range(introduced("1.0.0"), fixed("2.0.0"))), "latest"));
        assertEquals(yes(""), npm(ranges(range(introduced("0"))), "latest"));
    }

    @Test
    void aRangeWithoutStartHoldsNothing() {
        assertEquals(NO, npm(ranges(range(fixed("2.0.0"))), "1.0.0"));
        assertEquals(NO, npm(ranges(), "1.0.0"));
    }
}
