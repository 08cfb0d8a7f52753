// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What processes do, as records in a ring buffer. Programs keep no state: what a record says was read from the kernel
 * at the moment of the event. Records are a head and parts (type, length, bytes, padded to 8); the reader is
 * dev.seawall.agent.sensor. Which system calls are recorded, and with which parts, is the map "plan". */
#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#ifndef barrier_var
#define barrier_var(v) asm volatile("" : "+r"(v))
#endif

enum { KIND_EXEC = 1, KIND_EXIT, KIND_FORK, KIND_CALL };

enum {
    PART_TEXT = 0, /* to 5: the string of argument 0 to 5 */
    PART_FOLDER = 8, /* to 13: the folder that argument 0 to 5, a path, is relative to; names from leaf to root */
    PART_SOCKADDR = 16,
    PART_FILE, /* struct file_part */
    PART_FILE_PATH, /* names from leaf to root */
    PART_SOCKET, /* struct socket_part */
    PART_SOCKET_PATH, /* of a UNIX socket */
    PART_PEER_PATH,
    PART_CREDS, /* struct creds_part */
    PART_CWD,
    PART_PAYLOAD,
    PART_HOW, /* struct open_how */
    PART_PROCESS, /* struct process_part */
    PART_CGROUP,
    PART_EXE, /* names from leaf to root */
    PART_EXE_FILE, /* struct exe_part */
    PART_FILENAME,
    PART_ARGS,
    PART_ENV,
};

/* Bits of a plan. */
#define WANT_TEXT(n) (1ULL << (n)) /* 0..5 */
#define WANT_FOLDER(n) (1ULL << (6 + (n))) /* 6..11: where text n is relative and argument n-1 a descriptor */
#define WANT_RESULT_FILE (1ULL << 12)
#define WANT_FIRST_FILE (1ULL << 13)
#define WANT_FILE_PATH (1ULL << 14)
#define WANT_ADDRESS_1 (1ULL << 15) /* sockaddr in argument 1, length in 2 */
#define WANT_ADDRESS_4 (1ULL << 16) /* sockaddr in argument 4, length in 5 */
#define WANT_CREDS (1ULL << 17)
#define WANT_CWD (1ULL << 18)
#define WANT_PAYLOAD (1ULL << 19) /* bytes at argument 1, as many as the result */
#define WANT_MESSAGE (1ULL << 20) /* struct msghdr at argument 1 */
#define WANT_HOW (1ULL << 21)
#define URGENT (1ULL << 22)
#define ONLY_FAILED (1ULL << 23)
#define ONLY_SUCCESS (1ULL << 24)
#define ONLY_INTERNET (1ULL << 25) /* dropped where the descriptor is no IPv4 or IPv6 socket */
#define ONLY_DATAGRAM (1ULL << 26) /* with ONLY_INTERNET: streams are dropped too */

enum { CONFIG_SELF, CONFIG_KILL, CONFIG_HOST_CALLS };
#define KILL_DRIFT 1
#define KILL_MEMFD 2
#define KILL_NAMES 4

enum { COUNT_EVENTS, COUNT_DROPS, COUNT_KILLS, COUNTS };

#define TEXT_MAX 1024
#define NAME_MAX_BYTES 256
#define PAYLOAD_MAX 512
#define ARGS_MAX 4096
#define DEPTH_MAX 32
#define OVERLAYFS_MAGIC 0x794c7630
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define SOCK_STREAM 1
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10

struct head {
    u32 size;
    u16 kind;
    u16 nr;
    u64 time; /* CLOCK_MONOTONIC, ns */
    u32 tid, pid;
    u32 parent;
    u32 uid; /* effective */
    u32 gid;
    u32 pad;
    s64 result;
};

struct call {
    struct head head;
    u64 arg[6];
};

struct part {
    u16 type;
    u16 length;
};

struct file_part {
    u64 ino;
    u32 dev;
    u32 mode;
    u32 open_mode;
    u32 layer; /* 0 no overlay, 1 upper, 2 lower */
};

struct socket_part {
    u16 family, type, protocol, state;
    u16 local_port, remote_port; /* host order */
    u32 fd;
    u8 local[16], remote[16];
};

struct creds_part {
    u32 uid, gid, euid, egid;
    u64 inheritable, permitted, effective;
};

struct process_part {
    u32 pid, tid, parent, vpid;
    u32 pgid, vpgid, sid, vsid;
    u32 tty, loginuid;
    u64 start; /* CLOCK_MONOTONIC, ns */
    u64 cgroup;
    char name[16];
    struct creds_part creds;
};

struct exe_part {
    u64 ino;
    u64 ctime, mtime; /* ns since 1970 */
    u32 dev;
    u32 mode;
    u32 layer;
    u32 memfd;
};

struct open_how {
    u64 flags, mode, resolve;
};

#define ROOM 8192
struct scratch {
    char data[2 * ROOM];
};

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 16 * 1024 * 1024);
} events SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, COUNTS);
    __type(key, u32);
    __type(value, u64);
} counts SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 512);
    __type(key, u32);
    __type(value, u64);
} plan SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 8);
    __type(key, u32);
    __type(value, u64);
} config SEC(".maps");

/* Names of programs that must not start in a container, where CONFIG_KILL asks for it. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 256);
    __type(key, char[16]);
    __type(value, u32);
} forbidden SEC(".maps");

/* Control groups (by the id of their folder) in which nothing is killed. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, u64);
    __type(value, u32);
} spared SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, u32);
    __type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline void count(u32 which) {
    u64 *value = bpf_map_lookup_elem(&counts, &which);
    if (value) (*value)++;
}

static __always_inline u64 configured(u32 which) {
    u64 *value = bpf_map_lookup_elem(&config, &which);
    return value ? *value : 0;
}

/* A kernel pointer as a number: functions that are verified on their own take numbers only. */
static __always_inline u64 number(void *pointer) {
    u64 value = 0;
    bpf_probe_read_kernel(&value, sizeof(value), &pointer);
    return value;
}

static __always_inline struct scratch *scratch(void) {
    u32 zero = 0;
    return bpf_map_lookup_elem(&scratches, &zero);
}

static __always_inline u32 padded(u32 length) {
    return (length + 7) & ~7u;
}

static __always_inline struct part *part_at(struct scratch *s, u32 at, u16 type) {
    struct part *p = (struct part *)(s->data + (at & (ROOM - 1)));
    p->type = type;
    p->length = 0;
    return p;
}

static __always_inline void *room(struct scratch *s, u32 at) {
    return s->data + (at & (ROOM - 1)) + sizeof(struct part);
}

static __always_inline u32 put_user_text(struct scratch *s, u32 at, u16 type, u64 address) {
    struct part *p = part_at(s, at, type);
    long n = bpf_probe_read_user_str(room(s, at), TEXT_MAX, (void *)address);
    if (n < 1) return at;
    p->length = n - 1;
    return at + padded(sizeof(struct part) + n - 1);
}

static __always_inline u32 put_user(struct scratch *s, u32 at, u16 type, u64 address, u64 length, u32 max) {
    struct part *p = part_at(s, at, type);
    if (length > max) length = max;
    barrier_var(length);
    length &= 8191;
    if (length > max || length == 0) return at;
    if (bpf_probe_read_user(room(s, at), length, (void *)address)) return at;
    p->length = length;
    return at + padded(sizeof(struct part) + length);
}

/* Names from the leaf to the root of the process, each ended by a zero byte. */
__noinline u32 put_path(u32 at, u32 type, u64 dentry_at, u64 vfs_at) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct dentry *dentry = (void *)dentry_at;
    struct vfsmount *vfs = (void *)vfs_at;
    struct task_struct *task = (void *)bpf_get_current_task();
    struct fs_struct *fs = BPF_CORE_READ(task, fs);
    struct dentry *root = BPF_CORE_READ(fs, root.dentry);
    struct vfsmount *root_mnt = BPF_CORE_READ(fs, root.mnt);
    struct part *p = part_at(s, at, type);
    u32 begin = at + sizeof(struct part), end = begin;
    for (u32 i = 0; i < DEPTH_MAX; i++) {
        if (dentry == root && vfs == root_mnt) break;
        struct dentry *parent = BPF_CORE_READ(dentry, d_parent);
        struct dentry *mnt_root = BPF_CORE_READ(vfs, mnt_root);
        if (dentry == mnt_root || dentry == parent) {
            struct mount *mount = (void *)vfs - bpf_core_field_offset(struct mount, mnt);
            struct mount *above = BPF_CORE_READ(mount, mnt_parent);
            if (above == mount || !above || dentry != mnt_root) break;
            dentry = BPF_CORE_READ(mount, mnt_mountpoint);
            vfs = (void *)above + bpf_core_field_offset(struct mount, mnt);
            continue;
        }
        if (end - at > 4096) break;
        long n = bpf_probe_read_kernel_str(s->data + (end & (ROOM - 1)), NAME_MAX_BYTES, BPF_CORE_READ(dentry, d_name.name));
        if (n < 1) break;
        end += n;
        dentry = parent;
    }
    p->length = end - begin;
    return at + padded(end - at);
}

static __always_inline u32 layer_of(struct inode *inode) {
    if (BPF_CORE_READ(inode, i_sb, s_magic) != OVERLAYFS_MAGIC) return 0;
    struct dentry *upper = 0;
    if (bpf_core_type_exists(struct ovl_inode)) {
        struct ovl_inode *ovl = (void *)inode - bpf_core_field_offset(struct ovl_inode, vfs_inode);
        upper = BPF_CORE_READ(ovl, __upperdentry);
    } else {
        bpf_probe_read_kernel(&upper, sizeof(upper), (void *)inode + bpf_core_type_size(struct inode));
    }
    return upper && BPF_CORE_READ(upper, d_inode, i_ino) ? 1 : 2;
}

static __always_inline struct file *file_of(struct task_struct *task, s64 fd) {
    struct fdtable *table = BPF_CORE_READ(task, files, fdt);
    if (fd < 0 || !table || fd >= BPF_CORE_READ(table, max_fds)) return 0;
    struct file **all = BPF_CORE_READ(table, fd);
    struct file *file = 0;
    bpf_probe_read_kernel(&file, sizeof(file), all + fd);
    return file;
}

__noinline u32 put_unix_path(u32 at, u32 type, u64 sock_at) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct unix_sock *sk = (void *)sock_at;
    struct unix_address *address = BPF_CORE_READ(sk, addr);
    if (!address) return at;
    int length = BPF_CORE_READ(address, len);
    if (length < 3) return at;
    struct part *p = part_at(s, at, type);
    u32 size = length - 2;
    if (size > 107) size = 107;
    barrier_var(size);
    size &= 127;
    if (bpf_probe_read_kernel(room(s, at), size, &address->name[0].sun_path)) return at;
    p->length = size;
    return at + padded(sizeof(struct part) + size);
}

__noinline u32 put_socket(u32 at, u64 sock_at, u32 fd) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct sock *sk = (void *)sock_at;
    struct part *p = part_at(s, at, PART_SOCKET);
    struct socket_part *out = room(s, at);
    p->length = sizeof(*out);
    __builtin_memset(out, 0, sizeof(*out));
    out->fd = fd;
    out->family = BPF_CORE_READ(sk, __sk_common.skc_family);
    out->state = BPF_CORE_READ(sk, __sk_common.skc_state);
    out->type = BPF_CORE_READ(sk, sk_type);
    out->protocol = BPF_CORE_READ(sk, sk_protocol);
    u32 end = at + padded(sizeof(struct part) + sizeof(*out));
    if (out->family == AF_INET || out->family == AF_INET6) {
        out->local_port = BPF_CORE_READ(sk, __sk_common.skc_num);
        out->remote_port = bpf_ntohs(BPF_CORE_READ(sk, __sk_common.skc_dport));
    }
    if (out->family == AF_INET) {
        bpf_core_read(out->local, 4, &sk->__sk_common.skc_rcv_saddr);
        bpf_core_read(out->remote, 4, &sk->__sk_common.skc_daddr);
    } else if (out->family == AF_INET6) {
        bpf_core_read(out->local, 16, &sk->__sk_common.skc_v6_rcv_saddr);
        bpf_core_read(out->remote, 16, &sk->__sk_common.skc_v6_daddr);
    } else if (out->family == AF_UNIX) {
        end = put_unix_path(end, PART_SOCKET_PATH, (u64)sk);
        struct sock *peer = BPF_CORE_READ((struct unix_sock *)sk, peer);
        if (peer) end = put_unix_path(end, PART_PEER_PATH, (u64)peer);
    }
    return end;
}

__noinline u32 put_file(u32 at, u64 file_at, u32 path) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct file *file = (void *)file_at;
    struct inode *inode = BPF_CORE_READ(file, f_inode);
    struct part *p = part_at(s, at, PART_FILE);
    struct file_part *out = room(s, at);
    p->length = sizeof(*out);
    out->ino = BPF_CORE_READ(inode, i_ino);
    out->dev = BPF_CORE_READ(inode, i_sb, s_dev);
    out->mode = BPF_CORE_READ(inode, i_mode);
    out->open_mode = BPF_CORE_READ(file, f_mode);
    out->layer = layer_of(inode);
    u32 end = at + padded(sizeof(struct part) + sizeof(*out));
    if (path) end = put_path(end, PART_FILE_PATH, (u64)BPF_CORE_READ(file, f_path.dentry), (u64)BPF_CORE_READ(file, f_path.mnt));
    return end;
}

/* Answers what the plan wants to know about a descriptor; 0 where the event is not wanted after all. */
static __always_inline u32 put_descriptor(struct scratch *s, u32 at, struct task_struct *task, s64 fd, u64 want) {
    struct file *file = file_of(task, fd);
    if (!file) return want & ONLY_INTERNET ? 0 : at;
    u16 mode = BPF_CORE_READ(file, f_inode, i_mode);
    if ((mode & S_IFMT) == S_IFSOCK) {
        struct socket *socket = BPF_CORE_READ(file, private_data);
        struct sock *sk = BPF_CORE_READ(socket, sk);
        if (want & ONLY_INTERNET) {
            u16 family = BPF_CORE_READ(sk, __sk_common.skc_family);
            if (family != AF_INET && family != AF_INET6) return 0;
            if ((want & ONLY_DATAGRAM) && BPF_CORE_READ(sk, sk_type) == SOCK_STREAM) return 0;
        }
        return put_socket(at, (u64)sk, fd);
    }
    if (want & ONLY_INTERNET) return 0;
    return put_file(at, (u64)file, (want & WANT_FILE_PATH) != 0);
}

static __always_inline void fill_creds(struct creds_part *out, struct task_struct *task) {
    const struct cred *cred = BPF_CORE_READ(task, cred);
    out->uid = BPF_CORE_READ(cred, uid.val);
    out->gid = BPF_CORE_READ(cred, gid.val);
    out->euid = BPF_CORE_READ(cred, euid.val);
    out->egid = BPF_CORE_READ(cred, egid.val);
    bpf_core_read(&out->inheritable, 8, &cred->cap_inheritable);
    bpf_core_read(&out->permitted, 8, &cred->cap_permitted);
    bpf_core_read(&out->effective, 8, &cred->cap_effective);
}

static __always_inline u32 put_creds(struct scratch *s, u32 at, struct task_struct *task) {
    struct part *p = part_at(s, at, PART_CREDS);
    p->length = sizeof(struct creds_part);
    fill_creds(room(s, at), task);
    return at + padded(sizeof(struct part) + sizeof(struct creds_part));
}

static __always_inline u32 put_cwd(u32 at, struct task_struct *task) {
    struct fs_struct *fs = BPF_CORE_READ(task, fs);
    return put_path(at, PART_CWD, (u64)BPF_CORE_READ(fs, pwd.dentry), (u64)BPF_CORE_READ(fs, pwd.mnt));
}

static __always_inline void fill_head(struct head *h, u16 kind, u16 nr, s64 result) {
    struct task_struct *task = (void *)bpf_get_current_task_btf();
    h->kind = kind;
    h->nr = nr;
    h->time = bpf_ktime_get_ns();
    h->tid = task->pid;
    h->pid = task->tgid;
    h->parent = task->real_parent->tgid;
    h->uid = task->cred->euid.val;
    h->gid = task->cred->egid.val;
    h->pad = 0;
    h->result = result;
}

static __always_inline void send(struct scratch *s, u32 size, u64 flags) {
    barrier_var(size);
    if (size > sizeof(s->data)) size = sizeof(s->data);
    ((struct head *)s->data)->size = size;
    count(COUNT_EVENTS);
    if (bpf_ringbuf_output(&events, s->data, size, flags)) count(COUNT_DROPS);
}

static __always_inline u32 number_in(struct pid *pid, bool inner) {
    u32 level = inner ? BPF_CORE_READ(pid, level) : 0;
    if (level > 31) return 0;
    u32 nr = 0;
    void *at = (void *)pid + bpf_core_field_offset(struct pid, numbers) + level * bpf_core_type_size(struct upid);
    bpf_probe_read_kernel(&nr, sizeof(nr), at + bpf_core_field_offset(struct upid, nr));
    return nr;
}

static __always_inline struct cgroup *cgroup_of(struct task_struct *task) {
    struct css_set *set = BPF_CORE_READ(task, cgroups);
    if (bpf_core_enum_value_exists(enum cgroup_subsys_id, pids_cgrp_id)) {
        int id = bpf_core_enum_value(enum cgroup_subsys_id, pids_cgrp_id);
        return BPF_CORE_READ(set, subsys[id], cgroup);
    }
    return BPF_CORE_READ(set, dfl_cgrp);
}

static __always_inline struct kernfs_node *above(struct kernfs_node *kn) {
    if (bpf_core_field_exists(struct kernfs_node___new, __parent)) {
        return BPF_CORE_READ((struct kernfs_node___new *)kn, __parent);
    }
    return BPF_CORE_READ((struct kernfs_node___old *)kn, parent);
}

__noinline u32 put_cgroup(u32 at, u64 task_at) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct task_struct *task = (void *)task_at;
    struct kernfs_node *kn = BPF_CORE_READ(cgroup_of(task), kn);
    struct part *p = part_at(s, at, PART_CGROUP);
    u32 begin = at + sizeof(struct part), end = begin;
    for (int i = 0; i < 10; i++) {
        struct kernfs_node *parent = above(kn);
        if (!parent) break;
        long n = bpf_probe_read_kernel_str(s->data + (end & (ROOM - 1)), NAME_MAX_BYTES, BPF_CORE_READ(kn, name));
        if (n < 1) break;
        end += n;
        kn = parent;
    }
    p->length = end - begin;
    return at + padded(end - at);
}

__noinline u32 put_process(u32 at, u64 task_at) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct task_struct *task = (void *)task_at;
    struct part *p = part_at(s, at, PART_PROCESS);
    struct process_part *out = room(s, at);
    p->length = sizeof(*out);
    struct signal_struct *signal = BPF_CORE_READ(task, signal);
    out->pid = BPF_CORE_READ(task, tgid);
    out->tid = BPF_CORE_READ(task, pid);
    out->parent = BPF_CORE_READ(task, real_parent, tgid);
    out->vpid = number_in(BPF_CORE_READ(signal, pids[1]), true);
    struct pid *pgid = BPF_CORE_READ(signal, pids[2]);
    out->pgid = number_in(pgid, false);
    out->vpgid = number_in(pgid, true);
    struct pid *sid = BPF_CORE_READ(signal, pids[3]);
    out->sid = number_in(sid, false);
    out->vsid = number_in(sid, true);
    out->tty = 0;
    struct tty_struct *tty = BPF_CORE_READ(signal, tty);
    if (tty) {
        u32 minor = BPF_CORE_READ(tty, driver, minor_start) + BPF_CORE_READ(tty, index);
        out->tty = (minor & 0xff) | BPF_CORE_READ(tty, driver, major) << 8 | (minor & ~0xff) << 12;
    }
    out->loginuid = -1;
    if (bpf_core_field_exists(struct task_struct___audit, loginuid)) {
        out->loginuid = BPF_CORE_READ((struct task_struct___audit *)task, loginuid.val);
    }
    out->start = BPF_CORE_READ(task, start_time);
    out->cgroup = BPF_CORE_READ(cgroup_of(task), kn, id);
    bpf_core_read(out->name, sizeof(out->name), &task->comm);
    fill_creds(&out->creds, task);
    return put_cgroup(at + padded(sizeof(struct part) + sizeof(*out)), task_at);
}

static __always_inline u64 nanos(s64 seconds, s64 nanos) {
    return seconds * 1000000000ULL + nanos;
}

static __always_inline void fill_times(struct exe_part *out, struct inode *inode) {
    if (bpf_core_field_exists(struct inode___split, i_ctime_sec)) {
        struct inode___split *i = (void *)inode;
        out->ctime = nanos(BPF_CORE_READ(i, i_ctime_sec), BPF_CORE_READ(i, i_ctime_nsec));
        out->mtime = nanos(BPF_CORE_READ(i, i_mtime_sec), BPF_CORE_READ(i, i_mtime_nsec));
    } else if (bpf_core_field_exists(struct inode___accessor, __i_ctime)) {
        struct inode___accessor *i = (void *)inode;
        out->ctime = nanos(BPF_CORE_READ(i, __i_ctime.tv_sec), BPF_CORE_READ(i, __i_ctime.tv_nsec));
        out->mtime = nanos(BPF_CORE_READ(i, i_mtime.tv_sec), BPF_CORE_READ(i, i_mtime.tv_nsec));
    } else {
        struct inode___timespec *i = (void *)inode;
        out->ctime = nanos(BPF_CORE_READ(i, i_ctime.tv_sec), BPF_CORE_READ(i, i_ctime.tv_nsec));
        out->mtime = nanos(BPF_CORE_READ(i, i_mtime.tv_sec), BPF_CORE_READ(i, i_mtime.tv_nsec));
    }
}

static __always_inline bool is_memfd(struct dentry *dentry) {
    char name[8] = {};
    bpf_probe_read_kernel_str(name, sizeof(name), BPF_CORE_READ(dentry, d_name.name));
    return BPF_CORE_READ(dentry, d_parent) == dentry && name[0] == 'm' && name[1] == 'e' && name[2] == 'm' && name[3] == 'f'
            && name[4] == 'd' && name[5] == ':';
}

__noinline u32 put_exe(u32 at, u64 file_at) {
    struct scratch *s = scratch();
    if (!s) return at;
    struct file *file = (void *)file_at;
    struct inode *inode = BPF_CORE_READ(file, f_inode);
    struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry);
    struct part *p = part_at(s, at, PART_EXE_FILE);
    struct exe_part *out = room(s, at);
    p->length = sizeof(*out);
    out->ino = BPF_CORE_READ(inode, i_ino);
    out->dev = BPF_CORE_READ(inode, i_sb, s_dev);
    out->mode = BPF_CORE_READ(inode, i_mode);
    out->layer = layer_of(inode);
    out->memfd = is_memfd(dentry);
    fill_times(out, inode);
    u32 end = at + padded(sizeof(struct part) + sizeof(*out));
    if (out->memfd) {
        struct part *name = part_at(s, end, PART_EXE);
        long n = bpf_probe_read_kernel_str(room(s, end), NAME_MAX_BYTES, BPF_CORE_READ(dentry, d_name.name));
        if (n < 1) return end;
        name->length = n;
        return end + padded(sizeof(struct part) + n);
    }
    return put_path(end, PART_EXE, (u64)dentry, (u64)BPF_CORE_READ(file, f_path.mnt));
}

/* Whether a program that starts is one that must not: in a container, not spared, and one of the asked kinds. */
static __always_inline bool must_die(struct task_struct *task, struct file *exe) {
    u64 kinds = configured(CONFIG_KILL);
    if (!kinds) return false;
    struct kernfs_node *kn = BPF_CORE_READ(cgroup_of(task), kn);
    u64 cgroup = BPF_CORE_READ(kn, id);
    if (!above(kn) || bpf_map_lookup_elem(&spared, &cgroup)) return false;
    struct signal_struct *signal = BPF_CORE_READ(task, signal);
    struct pid *pid = BPF_CORE_READ(signal, pids[1]);
    if (BPF_CORE_READ(pid, level) == 0) return false;
    struct inode *inode = BPF_CORE_READ(exe, f_inode);
    if ((kinds & KILL_DRIFT) && layer_of(inode) == 1) return true;
    struct dentry *dentry = BPF_CORE_READ(exe, f_path.dentry);
    char name[16] = {};
    bpf_core_read(name, sizeof(name), &task->comm);
    bool runtime = name[0] == 'r' && name[1] == 'u' && name[2] == 'n' && name[3] == 'c';
    if ((kinds & KILL_MEMFD) && is_memfd(dentry) && !runtime) {
        char rest[20] = {};
        bpf_probe_read_kernel_str(rest, sizeof(rest), BPF_CORE_READ(dentry, d_name.name));
        return rest[6] != 'r' || rest[7] != 'u' || rest[8] != 'n' || rest[9] != 'c' || rest[10] != '_';
    }
    return (kinds & KILL_NAMES) && bpf_map_lookup_elem(&forbidden, name);
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, int old, struct linux_binprm *bprm) {
    struct scratch *s = scratch();
    if (!s) return 0;
    struct mm_struct *mm = BPF_CORE_READ(task, mm);
    struct file *exe = BPF_CORE_READ(mm, exe_file);
    bool killed = must_die(task, exe);
    if (killed) {
        bpf_send_signal(9);
        count(COUNT_KILLS);
    }
    struct head *head = (void *)s->data;
    fill_head(head, KIND_EXEC, 59, 0);
    head->pad = killed;
    u32 at = sizeof(struct head);
    at = put_process(at, bpf_get_current_task());
    at = put_exe(at, (u64)exe);
    at = put_cwd(at, task);
    struct part *p = part_at(s, at, PART_FILENAME);
    long n = bpf_probe_read_kernel_str(room(s, at), NAME_MAX_BYTES, BPF_CORE_READ(bprm, filename));
    if (n > 0) {
        p->length = n - 1;
        at += padded(sizeof(struct part) + n - 1);
    }
    u64 start = BPF_CORE_READ(mm, arg_start);
    at = put_user(s, at, PART_ARGS, start, BPF_CORE_READ(mm, arg_end) - start, ARGS_MAX);
    start = BPF_CORE_READ(mm, env_start);
    at = put_user(s, at, PART_ENV, start, BPF_CORE_READ(mm, env_end) - start, ARGS_MAX);
    send(s, at, BPF_RB_FORCE_WAKEUP);
    return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct *task) {
    if (task->pid != task->tgid) return 0;
    struct scratch *s = scratch();
    if (!s) return 0;
    fill_head((void *)s->data, KIND_EXIT, 0, task->exit_code);
    send(s, sizeof(struct head), BPF_RB_NO_WAKEUP);
    return 0;
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(on_fork, struct task_struct *parent, struct task_struct *child) {
    if (child->pid != child->tgid) return 0;
    struct scratch *s = scratch();
    if (!s) return 0;
    fill_head((void *)s->data, KIND_FORK, 56, child->tgid);
    u32 at = put_process(sizeof(struct head), number(child));
    send(s, at, BPF_RB_NO_WAKEUP);
    return 0;
}

static __always_inline u32 put_texts(struct scratch *s, u32 at, struct task_struct *task, struct call *call, u64 want) {
#pragma unroll
    for (int i = 0; i < 6; i++) {
        if (!(want & WANT_TEXT(i))) continue;
        u32 start = at;
        at = put_user_text(s, at, PART_TEXT + i, call->arg[i]);
        if (i > 0 && (want & WANT_FOLDER(i)) && at != start) {
            char *first = room(s, start);
            s64 folder = (s32)call->arg[i > 0 ? i - 1 : 0];
            if (*first != '/' && folder >= 0) {
                struct file *file = file_of(task, folder);
                if (file) {
                    at = put_path(at, PART_FOLDER + i, (u64)BPF_CORE_READ(file, f_path.dentry), (u64)BPF_CORE_READ(file, f_path.mnt));
                }
            }
        }
    }
    return at;
}

struct user_message {
    u64 name;
    u32 name_length;
    u32 pad;
    u64 vectors;
    u64 count;
};

struct user_vector {
    u64 base, length;
};

static __always_inline u32 put_message(struct scratch *s, u32 at, u64 address, s64 result) {
    struct user_message message;
    if (bpf_probe_read_user(&message, sizeof(message), (void *)address)) return at;
    if (message.name) at = put_user(s, at, PART_SOCKADDR, message.name, message.name_length, 128);
    struct user_vector vector;
    if (result > 0 && !bpf_probe_read_user(&vector, sizeof(vector), (void *)message.vectors)) {
        u64 length = result < vector.length ? result : vector.length;
        at = put_user(s, at, PART_PAYLOAD, vector.base, length, PAYLOAD_MAX);
    }
    return at;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(on_call, struct pt_regs *regs, long result) {
    u32 nr = regs->orig_ax;
    u64 *planned = bpf_map_lookup_elem(&plan, &nr);
    if (!planned || !*planned) return 0;
    u64 want = *planned;
    if ((want & ONLY_FAILED) && result >= 0) return 0;
    if ((want & ONLY_SUCCESS) && result < 0) return 0;
    struct task_struct *task = (void *)bpf_get_current_task_btf();
    if (configured(CONFIG_SELF) == task->tgid) return 0;
    struct scratch *s = scratch();
    if (!s) return 0;
    struct call *call = (void *)s->data;
    call->arg[0] = regs->di;
    call->arg[1] = regs->si;
    call->arg[2] = regs->dx;
    call->arg[3] = regs->r10;
    call->arg[4] = regs->r8;
    call->arg[5] = regs->r9;
    u32 at = sizeof(*call);
    if ((want & WANT_RESULT_FILE) && result >= 0) at = put_descriptor(s, at, task, result, want);
    if (want & WANT_FIRST_FILE) at = put_descriptor(s, at, task, (s32)call->arg[0], want);
    if (!at) return 0;
    fill_head(&call->head, KIND_CALL, nr, result);
    if (want & 63) at = put_texts(s, at, task, call, want);
    if (want & WANT_ADDRESS_1) at = put_user(s, at, PART_SOCKADDR, call->arg[1], (u32)call->arg[2], 128);
    if ((want & WANT_ADDRESS_4) && call->arg[4]) {
        at = put_user(s, at, PART_SOCKADDR, call->arg[4], 28, 28);
    }
    if (want & WANT_CREDS) at = put_creds(s, at, task);
    if (want & WANT_CWD) at = put_cwd(at, task);
    if ((want & WANT_PAYLOAD) && result > 0) at = put_user(s, at, PART_PAYLOAD, call->arg[1], result, PAYLOAD_MAX);
    if (want & WANT_MESSAGE) at = put_message(s, at, call->arg[1], result);
    if (want & WANT_HOW) at = put_user(s, at, PART_HOW, call->arg[2], sizeof(struct open_how), sizeof(struct open_how));
    send(s, at, want & URGENT ? BPF_RB_FORCE_WAKEUP : BPF_RB_NO_WAKEUP);
    return 0;
}
