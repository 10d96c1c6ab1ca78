#define _GNU_SOURCE
#include "sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { threads_most = 64, passes_most = 5000 };

// What the threads are to put in force, who has, and whether one couldn't.
static struct sock_fprog wanted;
static _Atomic pid_t done[threads_most];
static atomic_int done_count;
static atomic_bool failed;

static bool has_done(pid_t thread) {
    for (int place = 0; place < threads_most; place += 1) {
        if (atomic_load(&done[place]) == thread) return true;
    }
    return false;
}

static void take_filter(int signal) {
    (void)signal;
    int kept = errno;
    pid_t own = gettid();
    if (!has_done(own)) {
        int place = atomic_fetch_add(&done_count, 1);
        if (place >= threads_most || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
            || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &wanted, 0, 0) != 0) {
            atomic_store(&failed, true);
        } else {
            atomic_store(&done[place], own);
        }
    }
    errno = kept;
}

/// Asks every other thread that hasn't done it yet; how many those were, or -1 with errno.
static int ask_others(void) {
    DIR *tasks = opendir("/proc/self/task");
    if (tasks == NULL) return -1;
    pid_t own = gettid();
    int asked = 0;
    struct dirent *entry;
    while ((entry = readdir(tasks)) != NULL) {
        pid_t thread = (pid_t)atoi(entry->d_name);
        if (thread <= 0 || thread == own || has_done(thread)) continue;
        // One that is ending may never answer, and isn't listed the next time.
        syscall(SYS_tgkill, getpid(), thread, SIGUSR1);
        asked += 1;
    }
    closedir(tasks);
    return asked;
}

int linux_load_filter_everywhere(const void *program, size_t bytes) {
    if (bytes == 0 || bytes % sizeof(struct sock_filter) != 0
        || bytes / sizeof(struct sock_filter) > BPF_MAXINSNS) {
        errno = EINVAL;
        return -1;
    }
    wanted.len = (unsigned short)(bytes / sizeof(struct sock_filter));
    wanted.filter = (struct sock_filter *)program;
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = take_filter;
    action.sa_flags = SA_RESTART;
    if (sigaction(SIGUSR1, &action, &before) != 0) return -1;
    struct timespec moment = {.tv_nsec = 1000000};
    int asked = ask_others();
    for (int pass = 0; asked > 0 && pass < passes_most && !atomic_load(&failed); pass += 1) {
        nanosleep(&moment, NULL);
        asked = ask_others();
    }
    if (asked < 0) return -1;
    if (asked > 0 || atomic_load(&failed)) {
        errno = EAGAIN;
        return -1;
    }
    if (sigaction(SIGUSR1, &before, NULL) != 0) return -1;
    return linux_load_filter(program, bytes);
}
