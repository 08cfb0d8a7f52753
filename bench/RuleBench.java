import com.sun.management.ThreadMXBean;
import dev.seawall.engine.rule.Event;
import dev.seawall.engine.rule.EventTypes;
import dev.seawall.engine.rule.Field;
import dev.seawall.engine.rule.FieldCatalogue;
import dev.seawall.engine.rule.RuleBook;
import dev.seawall.engine.rule.RuleSet;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Judges a mix of events by rule files on one core: events per second and bytes allocated per event. */
public final class RuleBench {
    /** What a sensor holds: values by slot, those with arguments by slot and argument. */
    static final class Sensed implements Event {
        private final int type;
        private final String[] texts = new String[FieldCatalogue.size()];
        private final long[] numbers = new long[FieldCatalogue.size()];
        private final String[] ancestors;
        private final String flags;
        private byte[] address;

        Sensed(String type, String flags, String... ancestors) {
            this.type = EventTypes.number(type);
            this.flags = flags;
            this.ancestors = ancestors;
            Arrays.fill(numbers, ABSENT);
            texts[FieldCatalogue.slot("evt.type")] = type;
        }

        Sensed text(String field, String value) {
            texts[FieldCatalogue.slot(field)] = value;
            return this;
        }

        Sensed number(String field, long value) {
            numbers[FieldCatalogue.slot(field)] = value;
            return this;
        }

        public int type() { return type; }

        public String text(Field field) {
            if (!field.hasArgument()) {
                return texts[field.slot()];
            }
            if (field.index() >= 0) {
                return field.index() < ancestors.length ? ancestors[field.index()] : null;
            }
            return field.argument().equals("flags") ? flags : null;
        }

        public long number(Field field) { return numbers[field.slot()]; }

        public double real(Field field) { return Double.NaN; }

        public byte[] bytes(Field field) { return address; }

        public List<String> texts(Field field) { return null; }

        public List<byte[]> addresses(Field field) { return null; }

        public long[] numbers(Field field) { return null; }
    }

    static Sensed process(Sensed event, Random random) {
        String[] names = {"nginx", "java", "python3", "postgres", "bash", "sshd", "redis-server", "node", "cron", "containerd"};
        String name = names[random.nextInt(names.length)];
        boolean contained = random.nextInt(4) > 0;
        return event.text("proc.name", new String(name)).text("proc.pname", "containerd-shim").text("proc.exe", name)
                .text("proc.exepath", "/usr/bin/" + name).text("proc.cmdline", name + " -c /etc/" + name + ".conf --worker " + random.nextInt(99))
                .text("proc.args", "-c /etc/" + name + ".conf").text("proc.pcmdline", "containerd-shim -namespace moby")
                .text("proc.cwd", "/srv/").text("proc.sname", "systemd").text("proc.env", "PATH=/usr/bin").text("user.name", "www-data")
                .number("proc.vpid", 7).number("proc.pid", 4711).number("proc.tty", 0).number("proc.duration", 5_000_000_000L)
                .number("proc.is_exe_upper_layer", 0).number("proc.is_exe_from_memfd", 0).number("user.uid", 33)
                .number("user.loginuid", -1).number("evt.num", 99).number("evt.rawres", 3).text("evt.res", "SUCCESS")
                .text("container.id", contained ? "3ad7b26ded6d" : "host").text("container.image.repository", "docker.io/library/nginx")
                .number("container.privileged", 0).text("thread.cap_effective", "CAP_CHOWN").text("thread.cap_permitted", "CAP_CHOWN");
    }

    static Event event(Random random) {
        int dice = random.nextInt(100);
        if (dice < 75) {
            String[] paths = {"/usr/lib/x86_64-linux-gnu/libc.so.6", "/etc/passwd", "/proc/self/stat", "/var/lib/data/base/1/2", "/srv/www/index.html", "/etc/ld.so.cache"};
            String path = new String(paths[random.nextInt(paths.length)]);
            boolean write = random.nextInt(5) == 0;
            return process(new Sensed("openat", write ? "O_WRONLY|O_CREAT" : "O_RDONLY", "x", "containerd-shim", "systemd"), random)
                    .text("fd.name", path).text("fd.directory", path.substring(0, path.lastIndexOf('/'))).text("fd.nameraw", path)
                    .text("fd.filename", path.substring(path.lastIndexOf('/') + 1)).text("fd.typechar", "f").text("fd.type", "file")
                    .number("fd.num", 5).number("evt.is_open_read", write ? 0 : 1).number("evt.is_open_write", write ? 1 : 0);
        }
        if (dice < 90) {
            Sensed event = process(new Sensed(dice < 83 ? "connect" : "accept4", "", "x", "systemd"), random)
                    .text("fd.name", "10.0.0.5:41000->10.0.0.9:5432").text("fd.typechar", "4").text("fd.type", "ipv4").text("fd.l4proto", "tcp")
                    .number("fd.sport", 5432).number("fd.num", 9).number("fd.connected", 1);
            event.address = new byte[] {10, 0, 0, 9};
            return event;
        }
        return process(new Sensed(dice < 95 ? "execve" : "dup2", "", "x", "containerd-shim", "systemd"), random);
    }

    public static void main(String[] args) throws Exception {
        List<RuleBook.Source> files = new ArrayList<>();
        for (String file : args) {
            files.add(new RuleBook.Source(file, Files.readAllBytes(Path.of(file))));
        }
        RuleBook book = RuleBook.read(files);
        RuleSet rules = RuleSet.of(book.rules(), "syscall");
        Random random = new Random(7);
        Event[] events = new Event[20_000];
        Arrays.setAll(events, i -> event(random));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] best = new long[2];
        long fired = 0;
        for (int round = 0; round < 40; round++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long cpu = threads.getCurrentThreadCpuTime();
            fired = 0;
            for (int pass = 0; pass < 10; pass++) {
                fired += judge(rules, events);
            }
            long perSecond = 10L * events.length * 1_000_000_000L / (threads.getCurrentThreadCpuTime() - cpu);
            if (perSecond > best[0]) {
                best[0] = perSecond;
                best[1] = (threads.getCurrentThreadAllocatedBytes() - bytes) / (10L * events.length);
            }
        }
        System.out.printf("%d rules: %,d events per processor second, %d bytes allocated per event, %.1f %% fire%n",
                book.rules().size(), best[0], best[1], fired * 10.0 / events.length);
    }

    private static long judge(RuleSet rules, Event[] events) {
        long fired = 0;
        for (Event event : events) {
            if (rules.first(event) != null) {
                fired++;
            }
        }
        return fired;
    }
}
