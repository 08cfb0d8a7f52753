package dev.seawall.engine.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.seawall.engine.license.LicenseExpression.AllOf;
import dev.seawall.engine.license.LicenseExpression.AnyOf;
import dev.seawall.engine.license.LicenseExpression.One;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LicenseParserTest {
    static List<String> stated() throws IOException {
        try (InputStream in = LicenseParserTest.class.getResourceAsStream("/license/stated.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void whatPackagesStateIsUnderstood() throws IOException {
        String wanted = String.join("\n", stated());
        String read = stated().stream()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .map(text -> text + "\t" + text(LicenseParser.parse(text)))
                .collect(Collectors.joining("\n"));
        assertEquals(wanted, read);
    }

    @Test
    void deepNestingIsOneUnknownLicence() {
        for (int depth : List.of(101, 1900, 1_000_000)) {
            String text = "(".repeat(depth) + "MIT" + ")".repeat(depth);
            One one = assertInstanceOf(One.class, LicenseParser.parse(text));
            assertEquals(LicenseCategory.UNKNOWN, one.license().category());
        }
        assertEquals("MIT", text(LicenseParser.parse("(".repeat(100) + "MIT" + ")".repeat(100))));
        assertEquals(LicenseCategory.UNKNOWN, one("(".repeat(3000)).license().category());
    }

    @Test
    void longListsAreNoDeepTrees() {
        for (String operator : List.of(" AND ", " OR ", ", ", ", or ", "/")) {
            LicenseExpression read = LicenseParser.parse("MIT" + (operator + "ISC").repeat(400));
            assertEquals(List.of(), new LicenseJudge(LicensePolicy.DEFAULT).judge(read), operator);
        }
    }

    private static One one(String text) {
        return assertInstanceOf(One.class, LicenseParser.parse(text));
    }

    static String text(LicenseExpression expression) {
        return switch (expression) {
            case One one -> (one.license().category() == LicenseCategory.UNKNOWN ? "?" : "") + one.label();
            case AllOf all ->
                all.parts().stream().map(LicenseParserTest::text).collect(Collectors.joining("&", "(", ")"));
            case AnyOf any ->
                any.choices().stream().map(LicenseParserTest::text).collect(Collectors.joining("|", "(", ")"));
        };
    }
}
