package dev.seawall.agent.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathsTest {
    @ParameterizedTest
    @CsvSource({
        "/root, x, /root/x",
        "/root, ./x, /root/x",
        "/root, ../etc/shadow, /etc/shadow",
        "/, x, /x",
        "/a/b, ../../../c, /c",
        "/a, /etc/../etc/../etc/hosts, /etc/hosts",
        "/a, //etc///hosts/, /etc/hosts",
        "/a, /, /",
        "/a, ., /a",
        "/a, /.hidden, /.hidden",
        "/a, ..x, /a/..x",
        "/, .., /"
    })
    void pathsAreMadeAbsoluteAndPlain(String folder, String path, String wanted) {
        assertEquals(wanted, Paths.absolute(folder, path));
    }

    @ParameterizedTest
    @CsvSource({
        "7f000001, 127.0.0.1:80", "00000000000000000000ffff0a000001, 10.0.0.1:80",
        "00000000000000000000000000000001, ::1:80", "20010db8000000000000000000000001, 2001:db8::1:80",
        "00010002000300040005000600070008, 1:2:3:4:5:6:7:8:80", "fe800000000000000000000000000000, fe80:::80"
    })
    void endpointsAreWrittenAsRulesExpect(String address, String wanted) {
        assertEquals(wanted, Endpoint.of(HexFormat.of().parseHex(address), 80).toString());
    }
}
