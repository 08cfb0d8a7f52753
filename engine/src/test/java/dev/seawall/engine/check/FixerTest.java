package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files with every check at once: what is repaired, what is left, how it is written. */
final class FixerTest {
    private static final String DEPLOYMENT = """
            # my app
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web   # name
              namespace: prod
            spec:
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  hostPID: true
                  containers:
                    # main one
                    - name: web
                      image: nginx:1.25
                      securityContext:
                        privileged: true
                        capabilities:
                          add: [SYS_ADMIN, NET_BIND_SERVICE]
                    - name: side
                      image: busybox:1.36
            ---
            # other
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: x, namespace: prod}
            """;

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Repair repair(Path path) {
        return Fixer.repair(CheckRequest.of(List.of(path.toString())));
    }

    private static String after(Repair repair) {
        assertEquals(1, repair.files().size());
        return new String(repair.files().getFirst().after(), StandardCharsets.UTF_8);
    }

    @Test
    void aManifestIsRepairedWithoutTouchingTheRest() throws IOException {
        Repair repair = repair(write("web.yaml", DEPLOYMENT));
        String text = after(repair);
        assertTrue(text.contains("add: [NET_BIND_SERVICE]"), text);
        assertFalse(text.contains("hostPID"), text);
        assertTrue(text.contains("  name: web   # name\n"), text);
        assertTrue(
                text.endsWith("---\n# other\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: prod}\n"));
        assertTrue(repair.assumptions().toString().contains("runAsNonRoot"));
        assertTrue(repair.left().stream().anyMatch(left -> left.finding().id().equals("user-id-low")));
        assertTrue(repair.left().stream()
                .anyMatch(left -> left.reason().equals("its repair would make sets-cpu-limit fail")));
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        for (String text : List.of(DEPLOYMENT, DEPLOYMENT.replace("\n", "\r\n"))) {
            Path path = write("web.yaml", text);
            repair(path).write();
            String once = Files.readString(path);
            assertEquals(text.contains("\r\n"), !once.replace("\r\n", "").contains("\n"), once);
            assertEquals(List.of(), repair(path).files());
        }
    }

    @Test
    void anItemOfAListIsRepairedInItsPlace() throws IOException {
        String item =
                DEPLOYMENT.substring(0, DEPLOYMENT.indexOf("---")).indent(4).replaceFirst("    # my app\n    ", "  - ");
        String text = after(repair(write("list.yaml", "apiVersion: v1\nkind: List\nitems:\n" + item)));
        assertTrue(text.contains("              privileged: false\n") || text.contains("privileged: false"), text);
        assertFalse(text.contains("hostPID"), text);
    }

    @Test
    void theModeStaysAndLinksAndReadOnlyFilesAreRefused() throws IOException {
        Path path = write("web.yaml", DEPLOYMENT);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        repair(path).write();
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));

        Path other = write("other.yaml", DEPLOYMENT);
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), other);
        Repair throughLink = repair(link);
        String linked = assertThrows(SeawallException.class, throughLink::write).getMessage();
        assertTrue(linked.contains("symbolic link"), linked);

        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("r--r--r--"));
        Repair readOnly = repair(other);
        String refused = assertThrows(SeawallException.class, readOnly::write).getMessage();
        assertTrue(refused.contains("read-only"), refused);
        assertEquals(DEPLOYMENT, Files.readString(other));
    }

    @Test
    void aFileThatChangedMeanwhileIsNotOverwritten() throws IOException {
        Path path = write("web.yaml", DEPLOYMENT);
        Repair repair = repair(path);
        Files.writeString(path, DEPLOYMENT + "# mine\n");
        assertThrows(SeawallException.class, repair::write);
        assertEquals(DEPLOYMENT + "# mine\n", Files.readString(path));
    }

    @Test
    void whatIsBrokenStaysAsItIs() throws IOException {
        byte[] broken = "apiVersion: v1\nkind: Pod\nspec: {containers: [\n".getBytes(StandardCharsets.UTF_8);
        Path path = Files.write(folder.resolve("broken.yaml"), broken);
        assertEquals(List.of(), repair(path).files());
        assertArrayEquals(broken, Files.readAllBytes(path));
    }

    @Test
    void theDiffIsOneThatPatchUnderstands() throws IOException {
        Path path = write("daemon.json", "{\n  \"icc\": true,\n  \"log-level\": \"debug\"\n}\n");
        String diff = repair(path).diff();
        assertTrue(diff.startsWith("--- a/" + path.toString().substring(1) + "\n+++ b/"), diff);
        assertTrue(diff.contains("-  \"icc\": true,\n"), diff);
        assertTrue(diff.contains("+  \"icc\": false,\n"), diff);
    }
}
