/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The few fields of the kernel's structures that the sensor reads. Their offsets are found at load time (CO-RE), so
 * nothing here depends on the kernel it was built on, and no dump of all types is needed to build. */
#pragma once
#include <linux/bpf.h>
#include <linux/types.h>
#include <stdbool.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s32 s32;
typedef __s64 s64;

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct pt_regs {
    unsigned long r10, r9, r8, ax, dx, si, di, orig_ax;
};

typedef struct {
    u32 val;
} kuid_t;
typedef struct {
    u32 val;
} kgid_t;
typedef struct {
    u64 val;
} kernel_cap_t;

struct cred {
    kuid_t uid, euid;
    kgid_t gid, egid;
    kernel_cap_t cap_inheritable, cap_permitted, cap_effective;
};

struct qstr {
    u32 len;
    const unsigned char *name;
};

struct super_block {
    unsigned long s_magic;
    u32 s_dev;
};

struct inode {
    u16 i_mode;
    unsigned long i_ino;
    struct super_block *i_sb;
};

struct timespec64 {
    s64 tv_sec;
    long tv_nsec;
};
struct inode___timespec {
    struct timespec64 i_mtime, i_ctime;
};
struct inode___accessor {
    struct timespec64 i_mtime, __i_ctime;
};
struct inode___split {
    s64 i_mtime_sec, i_ctime_sec;
    u32 i_mtime_nsec, i_ctime_nsec;
};

struct dentry {
    struct dentry *d_parent;
    struct qstr d_name;
    struct inode *d_inode;
};

struct vfsmount {
    struct dentry *mnt_root;
};

struct mount {
    struct mount *mnt_parent;
    struct dentry *mnt_mountpoint;
    struct vfsmount mnt;
};

struct path {
    struct vfsmount *mnt;
    struct dentry *dentry;
};

struct ovl_inode {
    struct inode vfs_inode;
    struct dentry *__upperdentry;
};

struct file {
    struct path f_path;
    struct inode *f_inode;
    u32 f_mode;
    void *private_data;
};

struct fs_struct {
    struct path root, pwd;
};

struct fdtable {
    unsigned int max_fds;
    struct file **fd;
};

struct files_struct {
    struct fdtable *fdt;
};

struct mm_struct {
    unsigned long arg_start, arg_end, env_start, env_end;
    struct file *exe_file;
};

struct upid {
    int nr;
};

struct pid {
    unsigned int level;
    struct upid numbers[1];
};

struct tty_driver {
    int major;
    int minor_start;
};

struct tty_struct {
    struct tty_driver *driver;
    int index;
};

struct signal_struct {
    struct pid *pids[4];
    struct tty_struct *tty;
};

struct kernfs_node {
    const char *name;
    u64 id;
};
struct kernfs_node___old {
    struct kernfs_node *parent;
};
struct kernfs_node___new {
    struct kernfs_node *__parent;
};

struct cgroup {
    struct kernfs_node *kn;
};

struct cgroup_subsys_state {
    struct cgroup *cgroup;
};

struct css_set {
    struct cgroup_subsys_state *subsys[16];
    struct cgroup *dfl_cgrp;
};

enum cgroup_subsys_id {
    pids_cgrp_id = 1,
};

struct task_struct {
    int pid, tgid;
    struct task_struct *real_parent;
    struct task_struct *group_leader;
    const struct cred *cred;
    char comm[16];
    struct fs_struct *fs;
    struct files_struct *files;
    struct mm_struct *mm;
    struct signal_struct *signal;
    struct css_set *cgroups;
    u64 start_time;
    int exit_code;
};
struct task_struct___audit {
    kuid_t loginuid;
};

struct linux_binprm {
    const char *filename;
};

struct in6_addr {
    u8 bytes[16];
};

struct sock_common {
    u16 skc_family;
    u8 skc_state;
    u32 skc_daddr, skc_rcv_saddr;
    u16 skc_dport, skc_num;
    struct in6_addr skc_v6_daddr, skc_v6_rcv_saddr;
};

struct sock {
    struct sock_common __sk_common;
    u16 sk_type, sk_protocol;
};

struct socket {
    struct sock *sk;
};

struct sockaddr_un {
    u16 sun_family;
    char sun_path[108];
};

struct unix_address {
    int len;
    struct sockaddr_un name[0];
};

struct unix_sock {
    struct sock sk;
    struct unix_address *addr;
    struct sock *peer;
};

#pragma clang attribute pop
