package dev.seawall.agent.learn;

import dev.seawall.engine.format.Json;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A seccomp profile in Docker's form that allows what a container was seen to call. */
final class SeccompProfile {
    /** What a runtime and a loader need to start any program; it was over before anyone could look. */
    private static final List<String> STARTING = List.of(
            "access",
            "arch_prctl",
            "brk",
            "capget",
            "capset",
            "chdir",
            "clone",
            "clone3",
            "close",
            "close_range",
            "dup",
            "dup2",
            "dup3",
            "epoll_create1",
            "epoll_ctl",
            "epoll_pwait",
            "eventfd2",
            "execve",
            "exit",
            "exit_group",
            "faccessat2",
            "fchdir",
            "fchown",
            "fcntl",
            "fork",
            "fstat",
            "fstatfs",
            "futex",
            "getcwd",
            "getdents64",
            "getegid",
            "geteuid",
            "getgid",
            "getpgrp",
            "getpid",
            "getppid",
            "getrandom",
            "gettid",
            "getuid",
            "ioctl",
            "lseek",
            "madvise",
            "mmap",
            "mprotect",
            "munmap",
            "nanosleep",
            "newfstatat",
            "open",
            "openat",
            "openat2",
            "pipe2",
            "poll",
            "prctl",
            "pread64",
            "prlimit64",
            "read",
            "readlink",
            "readlinkat",
            "rseq",
            "rt_sigaction",
            "rt_sigprocmask",
            "rt_sigreturn",
            "sched_getaffinity",
            "sched_yield",
            "set_robust_list",
            "set_tid_address",
            "setgid",
            "setgroups",
            "setpgid",
            "setsid",
            "setuid",
            "sigaltstack",
            "stat",
            "statfs",
            "statx",
            "tgkill",
            "uname",
            "vfork",
            "wait4",
            "write",
            "writev");

    /** Calls by which containers are left; a profile that needs one is looked at by a person. */
    static final Set<String> DANGEROUS = Set.of(
            "add_key",
            "bpf",
            "delete_module",
            "finit_module",
            "fsopen",
            "init_module",
            "io_uring_setup",
            "kexec_load",
            "keyctl",
            "mount",
            "move_mount",
            "open_by_handle_at",
            "open_tree",
            "perf_event_open",
            "pivot_root",
            "process_vm_writev",
            "ptrace",
            "reboot",
            "request_key",
            "setns",
            "swapon",
            "umount2",
            "unshare",
            "userfaultfd");

    private SeccompProfile() {}

    static SortedSet<String> allowed(Behaviour seen) {
        SortedSet<String> allowed = new TreeSet<>(STARTING);
        allowed.addAll(seen.calls());
        return allowed;
    }

    static SortedSet<String> dangerous(Behaviour seen) {
        SortedSet<String> found = new TreeSet<>(seen.calls());
        found.retainAll(DANGEROUS);
        return found;
    }

    static String json(Behaviour seen) {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("defaultAction", "SCMP_ACT_ERRNO");
        out.put("defaultErrnoRet", 1);
        out.putArray("architectures").add("SCMP_ARCH_X86_64");
        ObjectNode entry = out.putArray("syscalls").addObject();
        ArrayNode names = entry.putArray("names");
        allowed(seen).forEach(names::add);
        entry.put("action", "SCMP_ACT_ALLOW");
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
    }
}
