package dev.seawall.engine.check.cel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The functions that standard CEL and dev.cel's extensions lack. */
final class Declarations {
    /** Names; a leading dot means called on a receiver; the numbers count arguments, receiver included. */
    private static final List<String> TEXT = List.of(
            ".find 2",
            ".findAll 2 3",
            ".isSorted 1",
            ".sum 1",
            ".min 1",
            ".max 1",
            "quantity 1",
            "isQuantity 1",
            ".sign 1",
            ".isInteger 1",
            ".asInteger 1",
            ".asApproximateFloat 1",
            ".add 2",
            ".sub 2",
            ".isLessThan 2",
            ".isGreaterThan 2",
            ".compareTo 2",
            "semver 1 2",
            "isSemver 1 2",
            ".major 1",
            ".minor 1",
            ".patch 1",
            "ip 1",
            ".ip 1",
            "isIP 1",
            "ip.isCanonical 1",
            ".family 1",
            ".isUnspecified 1",
            ".isLoopback 1",
            ".isLinkLocalUnicast 1",
            ".isGlobalUnicast 1",
            "cidr 1",
            "isCIDR 1",
            ".containsIP 2",
            ".containsCIDR 2",
            ".prefixLength 1",
            ".masked 1",
            "url 1",
            "isURL 1",
            ".getScheme 1",
            ".getHost 1",
            ".getHostname 1",
            ".getPort 1",
            ".getEscapedPath 1",
            ".getQuery 1",
            "imageRef 1",
            "isImageRef 1",
            ".glob 2",
            "capability 1",
            ".capabilities 1",
            "capabilities 1",
            ".selects 2",
            "selects 2",
            "related 1",
            "effective 1 2",
            ".orEmpty 1",
            ".indexOf 2",
            ".lastIndexOf 2");

    static final List<Line> ALL = TEXT.stream().map(Declarations::line).toList();

    private Declarations() {}

    /** One function: its name, whether it has a receiver, and the numbers of arguments it takes. */
    record Line(String name, boolean receiver, List<Integer> arguments) {
        Line {
            arguments = List.copyOf(arguments);
        }

        /** The strings extension has these names already, for texts. */
        boolean onList() {
            return name.equals("indexOf") || name.equals("lastIndexOf");
        }
    }

    private static Line line(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        String name = words.removeFirst();
        boolean receiver = name.startsWith(".");
        return new Line(
                receiver ? name.substring(1) : name,
                receiver,
                words.stream().map(Integer::parseInt).toList());
    }
}
