#define _GNU_SOURCE
#include "sandbox.h"
#include "spawn_in_session.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static int descriptors(posix_spawn_file_actions_t *actions, const int given[]) {
    int failed = posix_spawn_file_actions_adddup2(actions, given[0], 3);
    if (!failed) failed = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (!failed) failed = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 4);
    return failed;
}

pid_t linux_spawn_with_connection(
    const char *path, char *const arguments[], char *const environment[], int connection) {
    return spawn_in_session(path, arguments, environment, descriptors, &connection);
}

int linux_give_up_privileges(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return -1;
    return 0;
}

static int limit(int resource, uint64_t most) {
    struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
    return setrlimit(resource, &limit);
}

int linux_leave_no_core(void) {
    // The limit alone doesn't hold where the kernel pipes cores into a program.
    if (limit(RLIMIT_CORE, 0) != 0) return -1;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int linux_limit_resources(uint64_t address_space, uint64_t descriptors, bool threads) {
    if (limit(RLIMIT_FSIZE, 0) != 0) return -1;
    if (!threads && limit(RLIMIT_NPROC, 0) != 0) return -1;
    if (limit(RLIMIT_CORE, 0) != 0) return -1;
    if (limit(RLIMIT_NOFILE, descriptors) != 0) return -1;
    return limit(RLIMIT_AS, address_space);
}

int linux_allow_processor_seconds(pid_t pid, uint64_t seconds) {
    clockid_t clock;
    struct timespec used;
    int failed = clock_getcpuclockid(pid, &clock);
    if (failed) {
        errno = failed;
        return -1;
    }
    if (clock_gettime(clock, &used) != 0) return -1;
    struct rlimit limit;
    if (prlimit(pid, RLIMIT_CPU, NULL, &limit) != 0) return -1;
    limit.rlim_cur = (rlim_t)used.tv_sec + 1 + seconds;
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_cur > limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
    }
    return prlimit(pid, RLIMIT_CPU, &limit, NULL);
}

int linux_load_filter(const void *program, size_t bytes) {
    if (bytes == 0 || bytes % sizeof(struct sock_filter) != 0
        || bytes / sizeof(struct sock_filter) > BPF_MAXINSNS) {
        errno = EINVAL;
        return -1;
    }
    struct sock_fprog filter = {
        .len = (unsigned short)(bytes / sizeof(struct sock_filter)),
        .filter = (struct sock_filter *)program,
    };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}

void linux_share_one_heap(void) { mallopt(M_ARENA_MAX, 1); }
