#pragma once
#include <spawn.h>
#include <sys/types.h>

/// Adds what becomes of the descriptors, of which `given` are some. 0, or an errno.
typedef int fill_actions(posix_spawn_file_actions_t *actions, const int given[]);

/// Starts `path` in a session of its own with no signal blocked and all handled by default; `fill`
/// says what it gets open. Returns the process id, or -1 with errno.
pid_t spawn_in_session(
    const char *path, char *const arguments[], char *const environment[], fill_actions *fill,
    const int given[]);
