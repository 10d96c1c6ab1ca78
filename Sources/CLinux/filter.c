#define _GNU_SOURCE
#include "filter.h"
#include "spawn_in_session.h"

#include <fcntl.h>

static int descriptors(posix_spawn_file_actions_t *actions, const int given[]) {
    int failed = posix_spawn_file_actions_adddup2(actions, given[0], 0);
    if (!failed) failed = posix_spawn_file_actions_adddup2(actions, given[0], 1);
    if (!failed) failed = posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return failed;
}

pid_t linux_spawn_filter(
    const char *path, char *const arguments[], char *const environment[], int connection) {
    return spawn_in_session(path, arguments, environment, descriptors, &connection);
}
