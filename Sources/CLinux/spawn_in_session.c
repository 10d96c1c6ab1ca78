#define _GNU_SOURCE
#include "spawn_in_session.h"

#include <errno.h>
#include <signal.h>

static int fill_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int failed = posix_spawnattr_setsigmask(attributes, &none);
    if (!failed) failed = posix_spawnattr_setsigdefault(attributes, &all);
    if (!failed) {
        failed = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    }
    return failed;
}

pid_t spawn_in_session(
    const char *path, char *const arguments[], char *const environment[], fill_actions *fill,
    const int given[]) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t pid = -1;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed) {
        errno = failed;
        return -1;
    }
    failed = posix_spawnattr_init(&attributes);
    if (!failed) {
        failed = fill(&actions, given);
        if (!failed) failed = fill_attributes(&attributes);
        if (!failed) {
            failed = posix_spawn(&pid, path, &actions, &attributes, arguments, environment);
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    if (failed) {
        errno = failed;
        return -1;
    }
    return pid;
}
