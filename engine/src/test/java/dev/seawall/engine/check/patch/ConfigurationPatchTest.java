package dev.seawall.engine.check.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Edits in every style that people write, to the character. */
final class ConfigurationPatchTest {
    private static String yaml(String text, Edit... edits) throws UnpatchableException {
        return patched(text, false, edits);
    }

    private static String patched(String text, boolean json, Edit... edits) throws UnpatchableException {
        ConfigurationPatch patch = ConfigurationPatch.of(text.getBytes(StandardCharsets.UTF_8), json);
        for (Edit edit : edits) {
            patch.edit(0, edit);
        }
        return new String(patch.content(), StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsAddedBelowTheOthersAndCommentsStay() throws UnpatchableException {
        assertEquals("""
                # head
                spec:
                  containers:
                    - name: a # the app
                      image: x:1
                      # about security
                      securityContext:
                        privileged: true # why
                        readOnlyRootFilesystem: true
                      # end
                    - name: b
                """, yaml("""
                        # head
                        spec:
                          containers:
                            - name: a # the app
                              image: x:1
                              # about security
                              securityContext:
                                privileged: true # why
                              # end
                            - name: b
                        """, Edit.set("spec.containers[0].securityContext.readOnlyRootFilesystem", true)));
    }

    @Test
    void missingMapsAreMadeInTheFilesOwnStep() throws UnpatchableException {
        assertEquals(
                "a:\n    b: 1\n    c:\n        d:\n            e: true\n",
                yaml("a:\n    b: 1\n", Edit.set("a.c.d.e", true)));
    }

    @Test
    void listsStandAsTheFilesOtherListsDo() throws UnpatchableException {
        assertEquals("x:\n- 1\ny:\n- ALL\n", yaml("x:\n- 1\n", Edit.append("y", "ALL")));
        assertEquals("x:\n  - 1\ny:\n  - ALL\n", yaml("x:\n  - 1\n", Edit.append("y", "ALL")));
    }

    @Test
    void anUnwrittenValueIsFilledIn() throws UnpatchableException {
        assertEquals("a: # why\n  b: 1\nc: 2\n", yaml("a: # why\nc: 2\n", Edit.set("a.b", 1L)));
        assertEquals("a: 1 # why\nc: 2\n", yaml("a: # why\nc: 2\n", Edit.set("a", 1L)));
        assertEquals("a: # why\n  b: 1\n", yaml("a: {} # why\n", Edit.set("a.b", 1L)));
    }

    @Test
    void flowCollectionsStayOnTheirLines() throws UnpatchableException {
        assertEquals("a: {b: 1, c: [x]}\n", yaml("a: {b: 1}\n", Edit.append("a.c", "x")));
        assertEquals("a: [1, 2] # n\n", yaml("a: [1] # n\n", Edit.append("a", 2L)));
        assertEquals("a: {c: 2}\n", yaml("a: {b: 1, c: 2}\n", Edit.remove("a.b")));
        assertEquals("a: {}\n", yaml("a: {b: 1}\n", Edit.remove("a.b")));
        assertEquals("a: {\n  b: 1,\n  c: 2\n}\n", yaml("a: {\n  b: 1\n}\n", Edit.set("a.c", 2L)));
        assertEquals("a: {\n  b: 1,\n  c: 2,\n}\n", yaml("a: {\n  b: 1,\n}\n", Edit.set("a.c", 2L)));
    }

    @Test
    void removalTakesTheLinesOfTheEntryAndNoComment() throws UnpatchableException {
        assertEquals(
                "a:\n  # kept\n  c: 2\n", yaml("a:\n  # kept\n  b:\n    x: 1\n    y: 2\n  c: 2\n", Edit.remove("a.b")));
        assertEquals("a: {} # k\n  # kept\nb: 1\n", yaml("a: # k\n  # kept\n  c: 2\nb: 1\n", Edit.remove("a.c")));
        assertEquals("- b: 2\n  c: 3\n", yaml("- a: 1\n  b: 2\n  c: 3\n", Edit.remove("[0].a")));
        assertEquals("a:\n- 2\n", yaml("a:\n- 1\n- 2\n", Edit.remove("a[0]")));
        assertEquals("a: []\n", yaml("a:\n- 1\n", Edit.remove("a[0]")));
    }

    @Test
    void lineEndsMarksAndTheMissingLastLineEndStay() throws UnpatchableException {
        assertEquals("a: 1\r\nb:\r\n  c: 2\r\nd: 3", yaml("a: 1\r\nb:\r\n  c: 1\r\nd: 3", Edit.set("b.c", 2L)));
        assertEquals("\uFEFFa: 1\r\nb: 2\r\nc:\r\n  d: x\r\n", yaml("\uFEFFa: 1\r\nb: 2\r\n", Edit.set("c.d", "x")));
        assertEquals("a: 1\nb: 2", yaml("a: 1", Edit.set("b", 2L)));
        assertEquals("a: é\uD83D\uDE00\nb: 2\nc: 5\n", yaml("a: é\uD83D\uDE00\nb: 2\nc: 3\n", Edit.set("c", 5L)));
    }

    @Test
    void textsAreQuotedWhereTheyWouldBeSomethingElse() throws UnpatchableException {
        assertEquals("a: \"yes\"\n", yaml("a: x\n", Edit.set("a", "yes")));
        assertEquals("a: \"1.0\"\n", yaml("a: x\n", Edit.set("a", "1.0")));
        assertEquals("a: no-new-privileges:true\n", yaml("a: x\n", Edit.set("a", "no-new-privileges:true")));
        assertEquals("a: \"x: y\"\n", yaml("a: x\n", Edit.set("a", "x: y")));
    }

    @Test
    void whatAnchorsShareIsOverriddenNotChanged() throws UnpatchableException {
        String shared = """
                x-base: &base
                  image: a
                services:
                  web:
                    <<: *base
                    ports: []
                  db: *base
                """;
        assertEquals(
                shared.replace("    ports: []\n", "    ports: []\n    read_only: true\n"),
                yaml(shared, Edit.set("services.web.read_only", true)));
        assertEquals(
                shared.replace("  db: *base\n", "  db:\n    <<: *base\n    read_only: true\n"),
                yaml(shared, Edit.set("services.db.read_only", true)));
        assertThrows(UnpatchableException.class, () -> yaml(shared, Edit.set("x-base.image", "b")));
        assertThrows(UnpatchableException.class, () -> yaml(shared, Edit.remove("services.web.image")));
    }

    @Test
    void onlyTheNamedDocumentChanges() throws UnpatchableException {
        String text = "# one\na: 1\n---\n# two\na: 1\n---\na: 3\n";
        ConfigurationPatch patch = ConfigurationPatch.of(text.getBytes(StandardCharsets.UTF_8), false);
        patch.edit(patch.pieceOf(5), Edit.set("a", 2L));
        assertEquals("# one\na: 1\n---\n# two\na: 2\n---\na: 3\n", new String(patch.content(), StandardCharsets.UTF_8));
    }

    @Test
    void jsonKeepsItsLayout() throws UnpatchableException {
        assertEquals(
                "{\n\t\"icc\": false,\n\t\"a\": [1],\n\t\"log-opts\": {\n\t  \"max-size\": \"10m\"\n\t}\n}\n",
                patched(
                        "{\n\t\"icc\": true,\n\t\"a\": [1]\n}\n",
                        true,
                        Edit.set("icc", false),
                        Edit.set("log-opts.max-size", "10m")));
        assertEquals("{\"a\":1, \"b\": {\"c\": [2]}}", patched("{\"a\":1}", true, Edit.set("b.c", List.of(2L))));
        assertEquals("{\"icc\": false}", patched("{}", true, Edit.set("icc", false)));
        assertEquals("{\n  \"icc\": false\n}\n", patched("", true, Edit.set("icc", false)));
        assertEquals("{\n  \"b\": 2\n}\n", patched("{\n  \"a\": 1,\n  \"b\": 2\n}\n", true, Edit.remove("a")));
    }

    @Test
    void anEditThatHoldsAlreadyChangesNothing() throws UnpatchableException {
        String odd = "a:   {b:   1}   # odd\n";
        assertEquals(odd, yaml(odd, Edit.set("a.b", 1L), Edit.remove("a.c"), Edit.set("a", Map.of("b", 1L))));
    }

    @Test
    void whatIsInTheWayIsNotOverwritten() {
        assertThrows(UnpatchableException.class, () -> yaml("a: text\n", Edit.set("a.b", 1L)));
        assertThrows(UnpatchableException.class, () -> yaml("a: text\n", Edit.append("a", 1L)));
        assertThrows(UnpatchableException.class, () -> yaml("a: [1]\n", Edit.set("a[3]", 1L)));
        byte[] latin = "a: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(UnpatchableException.class, () -> ConfigurationPatch.of(latin, false));
    }
}
