package dev.seawall.agent.sensor;

/** The parts a record may have; codes are those of {@code sensor.bpf.c}. */
public enum Part {
    /** Folder of the path in argument 1. */
    FOLDER_1(9),
    /** Folder of the path in argument 2. */
    FOLDER_2(10),
    /** Folder of the path in argument 3. */
    FOLDER_3(11),
    /** The socket address that was passed. */
    ADDRESS(16),
    /** File behind a descriptor: ino u64, dev u32, mode u32, open mode u32, layer u32. */
    FILE(17),
    /** Its path. */
    FILE_PATH(18),
    /** Socket behind a descriptor: family, type, protocol, state, local and remote port u16, fd u32, two addresses of 16. */
    SOCKET(19),
    /** Path of a UNIX socket. */
    SOCKET_PATH(20),
    /** Path of its peer. */
    PEER_PATH(21),
    /** uid, gid, euid, egid u32; inheritable, permitted, effective u64. */
    CREDS(22),
    /** The working folder. */
    CWD(23),
    /** First bytes that were sent or received. */
    PAYLOAD(24),
    /** flags, mode, resolve u64 of openat2. */
    HOW(25),
    /** A process; see {@code struct process_part}. */
    PROCESS(26),
    /** Its control group, from leaf to root. */
    CGROUP(27),
    /** Path of its program. */
    EXE(28),
    /** ino, ctime, mtime u64; dev, mode, layer, memfd u32. */
    EXE_FILE(29),
    /** What execve was told to start. */
    FILENAME(30),
    /** Its arguments. */
    ARGS(31),
    /** Its environment. */
    ENV(32);

    private final int code;

    Part(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Part folder(int index) {
        return switch (index) {
            case 1 -> FOLDER_1;
            case 2 -> FOLDER_2;
            default -> FOLDER_3;
        };
    }
}
