package dev.seawall.agent.sensor;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which system calls the processes of one control group make, and which capabilities they use; counted in the kernel. */
public final class CallRecorder implements AutoCloseable {
    private static final int CAPABILITIES = 64;
    private static final Map<Integer, String> NAMES = names();

    private final BpfObject object;

    private CallRecorder(BpfObject object) {
        this.object = object;
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new TreeMap<>();
        try (InputStream in = CallRecorder.class.getResourceAsStream("/sensor/syscalls-amd64.txt")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> names.put(Integer.parseInt(words[0]), words[1]));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts counting.
     *
     * @param group the number of the control group's folder
     * @throws SeawallException where this host does not allow it
     */
    public static CallRecorder open(long group) {
        try (InputStream in = CallRecorder.class.getResourceAsStream("/sensor/profile-amd64.bpf.o")) {
            BpfObject object = BpfObject.load(Objects.requireNonNull(in).readAllBytes(), "on_capable");
            object.put(object.fd("target"), 0, group);
            return new CallRecorder(object);
        } catch (IOException e) {
            throw new SeawallException("start the recorder", "its program is unreadable", "Install Seawall again", e);
        }
    }

    /** Names of the calls made so far. */
    public SortedSet<String> calls() {
        SortedSet<String> made = new TreeSet<>();
        int fd = object.fd("calls");
        NAMES.forEach((number, name) -> {
            if (object.sum(fd, number) > 0) {
                made.add(name);
            }
        });
        return made;
    }

    /** Numbers of the capabilities used so far. */
    public BitSet capabilities() {
        BitSet used = new BitSet();
        int fd = object.fd("capabilities");
        for (int each = 0; each < CAPABILITIES; each++) {
            used.set(each, object.sum(fd, each) > 0);
        }
        return used;
    }

    @Override
    public void close() {
        object.close();
    }
}
