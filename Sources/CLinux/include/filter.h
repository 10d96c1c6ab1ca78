#pragma once
#include <sys/types.h>

/// Starts `path` with `arguments` and `environment` (both NULL-terminated), in a session of its own:
/// `connection` becomes its standard input and output, standard error is /dev/null, all else is
/// closed, no signal is blocked. Returns the process id, or -1 with errno.
pid_t linux_spawn_filter(
    const char *path, char *const arguments[], char *const environment[], int connection);
