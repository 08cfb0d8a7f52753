/* Does one suspicious thing, named by its arguments, and nothing else. Built static by the tests; installed under many names. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void spawn(char **words) {
    pid_t child = fork();
    if (child == 0) {
        execvp(words[0], words);
        _exit(127);
    }
    waitpid(child, 0, 0);
}

static int to(const char *host, int port, int type) {
    int fd = socket(AF_INET, type, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_aton(host, &at.sin_addr);
    if (type == SOCK_STREAM) fcntl(fd, F_SETFL, O_NONBLOCK);
    connect(fd, (struct sockaddr *)&at, sizeof(at));
    return fd;
}

static void memfd(char *self) {
    int fd = memfd_create("hidden", 0), from = open(self, O_RDONLY);
    char buffer[65536];
    ssize_t n;
    while ((n = read(from, buffer, sizeof(buffer))) > 0) write(fd, buffer, n);
    char path[64], *none[] = {"hidden", "nothing", 0}, *env[] = {0};
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    execve(path, none, env);
}

static void load_bpf(void) {
    struct bpf_insn program[] = {{.code = 0xb7}, {.code = 0x95}};
    union bpf_attr attr = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insn_cnt = 2, .insns = (unsigned long)program,
                           .license = (unsigned long)"GPL"};
    syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
}

static void trace_child(void) {
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    ptrace(PTRACE_ATTACH, child, 0, 0);
    kill(child, SIGKILL);
    waitpid(child, 0, 0);
}

static void relay(const char *host, int port) {
    int server = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_aton(host, &at.sin_addr);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    bind(server, (struct sockaddr *)&at, sizeof(at));
    listen(server, 1);
    int client = to(host, port, SOCK_STREAM);
    dup2(client, 0);
}

static void unix_socket(const char *path) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    strncpy(at.sun_path, path, sizeof(at.sun_path) - 1);
    connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&at, sizeof(at));
}

static void ask(const char *host, int port) {
    char question[200] = {1, 1, 1, 0, 0, 1};
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_aton(host, &at.sin_addr);
    sendto(socket(AF_INET, SOCK_DGRAM, 0), question, sizeof(question), 0, (struct sockaddr *)&at, sizeof(at));
}

int main(int argc, char **argv) {
    const char *verb = argc > 1 ? argv[1] : "nothing";
    const char *first = argc > 2 ? argv[2] : "";
    if (!strcmp(verb, "spawn")) spawn(argv + 2);
    if (!strcmp(verb, "read")) open(first, O_RDONLY);
    if (!strcmp(verb, "write")) open(first, O_WRONLY | O_CREAT, 0644);
    if (!strcmp(verb, "truncate")) open(first, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (!strcmp(verb, "late-read")) {
        sleep(6);
        open(first, O_RDONLY);
    }
    if (!strcmp(verb, "tcp")) to(first, atoi(argv[3]), SOCK_STREAM);
    if (!strcmp(verb, "udp")) to(first, atoi(argv[3]), SOCK_DGRAM);
    if (!strcmp(verb, "dup")) relay(first, atoi(argv[3]));
    if (!strcmp(verb, "unix")) unix_socket(first);
    if (!strcmp(verb, "ask")) ask(first, atoi(argv[3]));
    if (!strcmp(verb, "mount")) mount("proc", first, "proc", 0, 0);
    if (!strcmp(verb, "packet")) socket(AF_PACKET, SOCK_RAW, 0);
    if (!strcmp(verb, "module")) syscall(SYS_finit_module, 0, "", 0);
    if (!strcmp(verb, "memfd")) memfd(argv[0]);
    if (!strcmp(verb, "bpf")) load_bpf();
    if (!strcmp(verb, "attach")) trace_child();
    if (!strcmp(verb, "traceme")) ptrace(PTRACE_TRACEME, 0, 0, 0);
    if (!strcmp(verb, "setns")) setns(open("/proc/self/ns/net", O_RDONLY), CLONE_NEWNET);
    if (!strcmp(verb, "unshare")) unshare(CLONE_NEWUSER);
    if (!strcmp(verb, "setuid")) setuid(atoi(first));
    if (!strcmp(verb, "listen")) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[3]))};
        inet_aton(first, &at.sin_addr);
        bind(fd, (struct sockaddr *)&at, sizeof(at));
        listen(fd, 1);
    }
    return 0;
}
