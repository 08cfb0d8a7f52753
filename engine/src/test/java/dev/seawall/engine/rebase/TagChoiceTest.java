package dev.seawall.engine.rebase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagChoiceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @CsvSource({
        "library/alpine, 3.21, 3.20 3.21 3.23 3.22 edge latest 20250108 4.0, 3.23",
        "library/alpine, 3.9, 3.9 3.10 3.22 3.22.1, 3.22",
        "library/debian, 12-slim, 12-slim 12.8-slim 12.10-slim 13-slim 12.11 12.12-slim-x, 12.10-slim",
        "library/debian, 10-slim, 10-slim 10.13-slim 12.8-slim 13-slim 13.1-slim 13.1, 13.1-slim",
        "mirror/debian, buster-slim, buster-slim bookworm-slim trixie-slim trixie, trixie-slim",
        "library/debian, bookworm-20240904, bookworm-20240904 bookworm bookworm-20241010 trixie-20250101, "
                + "bookworm-20241010",
        "library/ubuntu, 22.04, 20.04 22.04 22.10 24.04, 22.04",
        "library/ubuntu, 20.04, 20.04 22.04 25.10 24.04, 24.04",
        "library/python, 3.12-slim-bookworm, 3.12-slim-bookworm 3.14-slim-bookworm 3.14-slim 3.15-slim-trixie "
                + "3.15.0rc1-slim-bookworm 4.0-slim-bookworm, 3.14-slim-bookworm",
        "library/python, 3.12.1-bullseye, 3.12.1-bullseye 3.12.9-bullseye 3.13.0-bullseye 3.13-bullseye, "
                + "3.13.0-bullseye",
        "library/python, 3.12-buster, 3.12-buster 3.13-buster 3.12-trixie 3.13-bookworm, 3.13-bookworm",
        "library/node, 20.1-alpine3.21, 20.1-alpine3.21 20.9-alpine3.20 20.9-alpine3.22 22.1-alpine3.22, "
                + "20.9-alpine3.22",
        "library/eclipse-temurin, 21.0.4_7-jre, 21.0.4_7-jre 21.0.10_1-jre 21.0.11_1-jdk, 21.0.10_1-jre",
        "team/app, v1.2, v1.2 v1.10 1.11 v2.0, v1.10",
        "team/app, latest, latest 1.2, latest"
    })
    void theNewestOfTheSameFlavourIsTaken(String repository, String tag, String tags, String expected) {
        TagChoice choice = new TagChoice(repository, tag, TODAY, Within.MAJOR);
        assertEquals(expected, choice.best(List.of(tags.split(" ", -1))).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"MINOR, 3.12.9", "MAJOR, 3.14.0", "ANY, 4.0.0"})
    void theBoundHolds(Within within, String expected) {
        TagChoice choice = new TagChoice("library/python", "3.12.1", TODAY, within);
        assertEquals(
                expected,
                choice.best(List.of("3.12.1", "3.12.9", "3.14.0", "4.0.0")).getFirst());
    }
}
