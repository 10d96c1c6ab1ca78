#define _GNU_SOURCE
#include "command.h"
#include "spawn_in_session.h"

#include <fcntl.h>
#include <unistd.h>

static int descriptors(posix_spawn_file_actions_t *actions, const int given[]) {
    int failed = posix_spawn_file_actions_adddup2(actions, given[0], 0);
    if (!failed) failed = posix_spawn_file_actions_adddup2(actions, given[1], 1);
    if (!failed) failed = posix_spawn_file_actions_adddup2(actions, given[1], 2);
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (!failed) failed = posix_spawn_file_actions_addchdir_np(actions, "/");
    return failed;
}

pid_t linux_spawn_command(
    const char *path, char *const arguments[], char *const environment[], int input, int output) {
    const int given[] = {input, output};
    return spawn_in_session(path, arguments, environment, descriptors, given);
}

int linux_output_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) return 0;
    close(ends[0]);
    close(ends[1]);
    return -1;
}
