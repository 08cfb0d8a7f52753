/* usage: sensor-load SECONDS [RATE]: calls openat() on a name that is not there, and says how long a call takes. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    double begin = now(), seconds = atof(argv[1]), rate = argc > 2 ? atof(argv[2]) : 0;
    long n = 0;
    while (now() - begin < seconds) {
        for (int i = 0; i < 200; i++, n++) syscall(SYS_openat, -100, "/nonexistent/some/longer/path/name.txt", O_RDONLY, 0);
        while (rate > 0 && n > (now() - begin) * rate) usleep(200);
    }
    printf("openat: %.2f us/call, %.0f/s\n", (now() - begin) / n * 1e6, n / (now() - begin));
}
