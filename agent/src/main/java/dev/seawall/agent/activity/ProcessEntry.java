package dev.seawall.agent.activity;

import dev.seawall.agent.container.Container;
import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process of this host, kept up to date by what it does. */
public final class ProcessEntry {
    private static final int HIGHEST = 32;
    private static final int NAME_AT = 56;
    private static final int CREDS_AT = 72;

    final int id;
    int parentId;

    @Nullable
    ProcessEntry parent;

    String name = "";
    String exe = "";
    String exePath = "";
    String cwd = "/";
    List<String> arguments = List.of();
    List<String> environment = List.of();
    int vpid;
    int pgid;
    int vpgid;
    int sid;
    int vsid;
    int tty;
    int loginUser = -1;
    int user;
    int group;
    long inheritable;
    long permitted;
    long effective;
    long startNanos;
    long exeIno;
    long exeChanged;
    long exeModified;
    int exeMode;
    int layer;
    boolean memfd;
    boolean executed;

    @Nullable
    Container container;

    long cgroup;
    private @Nullable String joinedArguments;
    private @Nullable String commandLine;
    private @Nullable Map<Integer, String> datagramPeers;

    ProcessEntry(int id) {
        this.id = id;
    }

    /** As the new process has it from the one that made it. */
    static ProcessEntry forked(int id, ProcessEntry from) {
        ProcessEntry child = new ProcessEntry(id);
        child.name = from.name;
        child.exe = from.exe;
        child.exePath = from.exePath;
        child.cwd = from.cwd;
        child.arguments = from.arguments;
        child.environment = from.environment;
        child.joinedArguments = from.joinedArguments;
        child.exeIno = from.exeIno;
        child.exeChanged = from.exeChanged;
        child.exeModified = from.exeModified;
        child.exeMode = from.exeMode;
        child.layer = from.layer;
        child.memfd = from.memfd;
        child.container = from.container;
        child.cgroup = from.cgroup;
        return child;
    }

    /** Takes over the part of a record that describes the process. */
    void readProcess(RawRecord record) {
        parentId = record.small(Part.PROCESS, 8);
        vpid = record.small(Part.PROCESS, 12);
        pgid = record.small(Part.PROCESS, 16);
        vpgid = record.small(Part.PROCESS, 20);
        sid = record.small(Part.PROCESS, 24);
        vsid = record.small(Part.PROCESS, 28);
        tty = record.small(Part.PROCESS, 32);
        loginUser = record.small(Part.PROCESS, 36);
        startNanos = record.number(Part.PROCESS, 40);
        name = record.text(Part.PROCESS, NAME_AT, 16);
        commandLine = null;
        readCreds(record, Part.PROCESS, CREDS_AT);
    }

    void readCreds(RawRecord record, Part part, int at) {
        user = record.small(part, at + 8);
        group = record.small(part, at + 12);
        inheritable = record.number(part, at + 16);
        permitted = record.number(part, at + 24);
        effective = record.number(part, at + 32);
    }

    /** Takes over what a record says about the program that has started. */
    void readProgram(RawRecord record) {
        List<String> words = record.texts(Part.ARGS);
        exe = words.isEmpty() ? "" : words.getFirst();
        arguments = words.isEmpty() ? words : words.subList(1, words.size());
        environment = record.texts(Part.ENV);
        joinedArguments = null;
        commandLine = null;
        exeIno = record.number(Part.EXE_FILE, 0);
        exeChanged = record.number(Part.EXE_FILE, 8);
        exeModified = record.number(Part.EXE_FILE, 16);
        exeMode = record.small(Part.EXE_FILE, 28);
        layer = record.small(Part.EXE_FILE, 32);
        memfd = record.small(Part.EXE_FILE, 36) != 0;
        String path = record.path(Part.EXE);
        exePath = path == null ? "" : memfd ? path.substring(1) : path;
        String folder = record.path(Part.CWD);
        cwd = folder == null ? cwd : folder;
        executed = true;
    }

    /** The process's id on this host. */
    public int id() {
        return id;
    }

    /** The program's name as the kernel keeps it, at most 15 bytes. */
    public String name() {
        return name;
    }

    /** Path of its program. */
    public String exePath() {
        return exePath;
    }

    /** Who made it, or who cares for it now. */
    public @Nullable ProcessEntry parent() {
        return parent;
    }

    /** The container it is in; null for the host. */
    public @Nullable Container container() {
        return container;
    }

    /** The number of its control group's folder. */
    public long cgroup() {
        return cgroup;
    }

    /** The effective capabilities as bits. */
    public long effectiveCapabilities() {
        return effective;
    }

    /** Name and arguments. */
    public String commandLine() {
        String line = commandLine;
        if (line == null) {
            line = arguments.isEmpty() ? name : name + " " + joinedArguments();
            commandLine = line;
        }
        return line;
    }

    String joinedArguments() {
        String joined = joinedArguments;
        if (joined == null) {
            joined = String.join(" ", arguments);
            joinedArguments = joined;
        }
        return joined;
    }

    /** Ancestor at that distance, 0 being the process itself. */
    @Nullable
    ProcessEntry ancestor(int distance) {
        ProcessEntry at = this;
        for (int i = 0; i < distance && at != null; i++) {
            at = at.parent;
        }
        return at;
    }

    /** Its id and those of its ancestors. */
    List<Integer> lineage() {
        List<Integer> ids = new ArrayList<>();
        for (ProcessEntry at = this; at != null && ids.size() < HIGHEST; at = at.parent) {
            ids.add(at.id);
        }
        return ids;
    }

    /** Remembers whom a datagram socket spoke to; answers whether that is someone new. */
    boolean speaksAnew(int descriptor, String peer) {
        Map<Integer, String> peers = datagramPeers;
        if (peers == null) {
            peers = new HashMap<>();
            datagramPeers = peers;
        }
        if (peers.size() > 1000) {
            peers.clear();
        }
        return !peer.equals(peers.put(descriptor, peer));
    }
}
