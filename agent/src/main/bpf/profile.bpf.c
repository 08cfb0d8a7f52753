// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Which system calls one container makes and which capabilities it uses, counted in the kernel. */
#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct user_namespace;

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, u32);
    __type(value, u64);
} target SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 512);
    __type(key, u32);
    __type(value, u64);
} calls SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 64);
    __type(key, u32);
    __type(value, u64);
} capabilities SEC(".maps");

static __always_inline bool is_target(void) {
    u32 zero = 0;
    u64 *wanted = bpf_map_lookup_elem(&target, &zero);
    if (!wanted) return false;
    struct task_struct *task = (void *)bpf_get_current_task();
    struct css_set *set = BPF_CORE_READ(task, cgroups);
    struct cgroup *cgroup;
    if (bpf_core_enum_value_exists(enum cgroup_subsys_id, pids_cgrp_id)) {
        int id = bpf_core_enum_value(enum cgroup_subsys_id, pids_cgrp_id);
        cgroup = BPF_CORE_READ(set, subsys[id], cgroup);
    } else {
        cgroup = BPF_CORE_READ(set, dfl_cgrp);
    }
    if (BPF_CORE_READ(cgroup, kn, id) != *wanted) return false;
    char name[8] = {};
    bpf_core_read(name, sizeof(name), &task->comm);
    /* the runtime's own first steps inside the container */
    return !(name[0] == 'r' && name[1] == 'u' && name[2] == 'n' && name[3] == 'c' && name[4] == ':');
}

SEC("tp_btf/sys_enter")
int BPF_PROG(on_enter, struct pt_regs *regs, long nr) {
    u32 key = nr;
    u64 *seen = bpf_map_lookup_elem(&calls, &key);
    if (seen && is_target()) (*seen)++;
    return 0;
}

SEC("tp_btf/cap_capable")
int BPF_PROG(on_capable, const struct cred *cred, struct user_namespace *of, const struct user_namespace *by, int cap,
             int result) {
    u32 key = cap;
    u64 *used = bpf_map_lookup_elem(&capabilities, &key);
    if (used && result == 0 && is_target()) (*used)++;
    return 0;
}
